-- Zero use of a customer that should use something. Empty homes are zero too, and far more often: a home counts only with a sign of life.
WITH window_days AS (SELECT least(days, CAST($days AS INTEGER)) AS length, last_day FROM period),
silent AS (
    SELECT r.customer_key, count(r.kwh) AS zero_days, min(r.date) AS from_day, max(r.date) AS to_day
    FROM reading AS r, window_days AS w
    WHERE r.kwh IS NOT NULL AND r.date > w.last_day - w.length AND r.date <= w.last_day
    GROUP BY r.customer_key HAVING max(r.kwh) < $zero_kwh),
billed AS (SELECT customer_no, max(kwh) AS best_kwh, arg_max(kwh, period) AS last_kwh FROM bills GROUP BY customer_no)
SELECT 'customer' AS kind, c.area_no, c.customer_no,
    CASE WHEN b.last_kwh > $billed_kwh THEN 0.6
        WHEN c.category NOT IN ('residential', '') THEN 0.4
        WHEN b.best_kwh > $billed_kwh THEN 0.08
        ELSE 0.03 END AS p,
    c.customer_name AS "customerName", c.category, s.zero_days AS "zeroDays", s.from_day AS "from", s.to_day AS "to", b.best_kwh AS "billedKwh"
FROM silent AS s JOIN customer AS c USING (customer_key) LEFT JOIN billed AS b USING (customer_no), window_days AS w
WHERE c.status = 'active' AND s.zero_days >= greatest($min_days, 0.6 * w.length)
    AND (c.category NOT IN ('residential', '') OR b.best_kwh > $billed_kwh);
