"""The monthly circulation: drafted by the tracker, edited and sent by the network's coordinator."""
