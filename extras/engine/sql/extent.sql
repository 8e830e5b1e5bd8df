-- What a table has: rows, documents, and its first and last second.
-- reads: statements
SELECT COUNT(*) AS all_rows, COUNT(document) AS with_document,
       MIN(moment) AS first_moment, MAX(moment) AS last_moment
FROM statements
