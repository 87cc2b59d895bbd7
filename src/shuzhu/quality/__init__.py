"""How good the data is: rules of the contract → one scan a table → counts, scores, grades, what is missing."""
