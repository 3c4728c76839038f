"""What holds, and what is noticed, while a server or a part of the tracker is gone."""
