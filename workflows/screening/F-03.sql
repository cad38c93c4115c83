-- Estimated bills again and again. Only corroborates.
SELECT 'customer' AS kind, c.area_no, c.customer_no, $p AS p, c.customer_name AS "customerName", count(*) AS periods
FROM bills AS b JOIN customer AS c USING (customer_no)
WHERE b.read_type = 'estimated'
GROUP BY c.area_no, c.customer_no, c.customer_name HAVING count(*) >= $min_periods;
