/* {
  "class": "quantity",
  "name": { "zh": "倍率/CT变比不符", "en": "Multiplier mismatch" },
  "version": 1,
  "effectiveFrom": "2000-01-01",
  "channel": "archive",
  "severity": 4,
  "specialty": "metering",
  "parameters": { "p": 0.75 },
  "guidance": {
    "zh": "抄录现场互感器铭牌变比，与三套系统核对，更正后追补电量。",
    "en": "Note the ratio on the CT's plate, compare with the three systems, correct and bill the difference."
  },
  "explanation": {
    "zh": "{customerName}的倍率在营销系统为 {marketingRatio:0.##}，与{systems}系统不一致（采集 {acquisitionRatio:0.##}，PMS {pmsRatio:0.##}）。",
    "en": "The multiplier of {customerName} is {marketingRatio:0.##} in the marketing archive and differs elsewhere (acquisition {acquisitionRatio:0.##}, PMS {pmsRatio:0.##})."
  }
} */
-- The multiplier (CT or PT ratio) of the marketing archive is not that of the acquisition or asset system. Unknown is not different.
SELECT 'customer' AS kind, c.area_no, c.customer_no, $p AS p, c.customer_name AS "customerName",
    coalesce(c.ct_ratio, 1) * coalesce(c.pt_ratio, 1) AS "marketingRatio",
    coalesce(q.ct_ratio, 1) * coalesce(q.pt_ratio, 1) AS "acquisitionRatio",
    coalesce(m.ct_ratio, 1) * coalesce(m.pt_ratio, 1) AS "pmsRatio",
    concat_ws('、', CASE WHEN c.ct_ratio <> q.ct_ratio OR c.pt_ratio <> q.pt_ratio THEN '采集' END, CASE WHEN c.ct_ratio <> m.ct_ratio OR c.pt_ratio <> m.pt_ratio THEN 'PMS' END) AS systems
FROM customer AS c LEFT JOIN archive_acquisition AS q USING (customer_no) LEFT JOIN archive_pms AS m USING (customer_no)
WHERE c.status <> 'closed'
    AND (c.ct_ratio <> q.ct_ratio OR c.pt_ratio <> q.pt_ratio OR c.ct_ratio <> m.ct_ratio OR c.pt_ratio <> m.pt_ratio);
