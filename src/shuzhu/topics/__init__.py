"""What the cases of a topic have in common and how they change: answers in, findings with their strength out."""
