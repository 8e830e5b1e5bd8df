-- A number for every stakeholder, in the order of the labels; blank ones have none.
-- reads: dated
SELECT named.label, CAST(ROW_NUMBER() OVER (ORDER BY named.label) AS BIGINT) AS id
FROM (SELECT DISTINCT d.stakeholder AS label FROM dated d WHERE d.stakeholder <> '') named
