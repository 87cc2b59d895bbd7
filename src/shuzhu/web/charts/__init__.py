"""Charts as SVG, drawn here: they print, they are read aloud by their title, and need no script."""
