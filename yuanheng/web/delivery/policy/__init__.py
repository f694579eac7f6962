"""What delivery decides without a database: monthly series, flags, the year-end view, what a picture is."""
