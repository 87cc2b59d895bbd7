"""What marks a group of cases, and what a change is made of: numbers in, findings with their strength out."""
