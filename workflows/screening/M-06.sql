-- The multiplier (CT or PT ratio) of the marketing archive is not that of the acquisition or asset system. Unknown is not different.
SELECT 'customer' AS kind, c.area_no, c.customer_no, $p AS p, c.customer_name AS "customerName",
    coalesce(c.ct_ratio, 1) * coalesce(c.pt_ratio, 1) AS "marketingRatio",
    coalesce(q.ct_ratio, 1) * coalesce(q.pt_ratio, 1) AS "acquisitionRatio",
    coalesce(m.ct_ratio, 1) * coalesce(m.pt_ratio, 1) AS "pmsRatio",
    concat_ws('、', CASE WHEN c.ct_ratio <> q.ct_ratio OR c.pt_ratio <> q.pt_ratio THEN '采集' END, CASE WHEN c.ct_ratio <> m.ct_ratio OR c.pt_ratio <> m.pt_ratio THEN 'PMS' END) AS systems
FROM customer AS c LEFT JOIN archive_acquisition AS q USING (customer_no) LEFT JOIN archive_pms AS m USING (customer_no)
WHERE c.status <> 'closed'
    AND (c.ct_ratio <> q.ct_ratio OR c.pt_ratio <> q.pt_ratio OR c.ct_ratio <> m.ct_ratio OR c.pt_ratio <> m.pt_ratio);
