"""What a file of OGP's database says: its layout, its rows, what their cells mean. No database."""
