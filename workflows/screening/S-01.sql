-- Somebody reports theft or tampering to the hotline.
SELECT 'customer' AS kind, c.area_no, c.customer_no, $p AS p, c.customer_name AS "customerName", count(*) AS calls, CAST(max(s."at") AS DATE) AS "to", arg_max(s.text, s."at") AS text
FROM complaints AS s JOIN customer AS c USING (customer_no)
WHERE regexp_matches(s.text, '窃电|偷电|偷用|私接|私拉|私自接|绕越|举报|(?i)theft|steal|tamper|bypass')
GROUP BY c.area_no, c.customer_no, c.customer_name;
