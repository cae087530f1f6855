//! Keys and tokens that were made elsewhere.

pub(crate) mod formats;

/// The token that everybody knows, signed with a secret of 19 bytes.
pub(crate) const WELL_KNOWN_TOKEN: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.\
eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.\
SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c";

/// `your-256-bit-secret` as a JWK.
pub(crate) const WELL_KNOWN_SECRET: &str = r#"{"kty":"oct","alg":"HS256","k":"eW91ci0yNTYtYml0LXNlY3JldA"}"#;

/// RFC 7515, appendix A.1.1: the key, without alg.
pub(crate) const RFC7515_A1_KEY: &str =
    r#"{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}"#;

/// RFC 7515, appendix A.1.1: the message.
pub(crate) const RFC7515_A1_TOKEN: &str = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.\
eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.\
dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

/// RFC 8037, appendix A.2: the public key.
pub(crate) const RFC8037_A2_KEY: &str =
    r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;

/// RFC 8037, appendix A.3: its thumbprint.
pub(crate) const RFC8037_A3_THUMBPRINT: &str = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k";

/// RFC 8037, appendix A.4: a message under it.
pub(crate) const RFC8037_A4_TOKEN: &str = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.\
hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

/// RFC 7516, appendix A.3.3: the key, without alg.
pub(crate) const RFC7516_A3_KEY: &str = r#"{"kty":"oct","k":"GawgguFyGrWKav7AX4VKUg"}"#;

/// RFC 7516, appendix A.3.7: a message under it, A128KW and A128CBC-HS256.
pub(crate) const RFC7516_A3_TOKEN: &str = "eyJhbGciOiJBMTI4S1ciLCJlbmMiOiJBMTI4Q0JDLUhTMjU2In0.\
6KB707dM9YTIgHtLvtgWQ8mKwboJW3of9locizkDTHzBC2IlrT1oOQ.AxY8DCtDaGlsbGljb3RoZQ.\
KDlTtXchhZTGufMYmOYGS4HffxPSUrfmqCHXaI9wOGY.U0m_YmjN04DJvceFICbCVQ";

/// `openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256`
pub(crate) const P256_PKCS8: &str = "\
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgg3i6ZYPJPPy7mlJO
MJikElcuqUPiCD/HeJnVfnqPNrChRANCAATgmET0DEkJqDV0ncHQoNipcaIX14ov
HYBUiO+J5myeT680Q/VV3qExy3uNuqa52dSCImLPubOPEY93JeNL9ke6
-----END PRIVATE KEY-----
";

/// `openssl ecparam -name prime256v1 -genkey -noout`
pub(crate) const P256_SEC1: &str = "\
-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIIWvvx1QAa4AI/HfxdvLXW9itG7pSr71QhiliAVLfP/YoAoGCCqGSM49
AwEHoUQDQgAEEcZ29bgq6BFa9rs3Hc073aBe5BEjtwyieeR+50jkoBmRROT9cOLs
Gh/g0L9aOuiTP9Nd57JrbtB3iCn7e570sw==
-----END EC PRIVATE KEY-----
";

/// `openssl genpkey -algorithm ED25519`
pub(crate) const ED25519_PKCS8: &str = "\
-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIPU3CuUPqHNzKYObkAD81FDkyH9xXVsd2rWT3ottyMDI
-----END PRIVATE KEY-----
";

/// `openssl genpkey -algorithm X25519`
pub(crate) const X25519_PKCS8: &str = "\
-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VuBCIEIMgDNumG0vvSpMkRP1fdMi+wi9MC3Qiie2Sdrjvg8zha
-----END PRIVATE KEY-----
";

/// `openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048`
pub(crate) const RSA_PKCS8: &str = "\
-----BEGIN PRIVATE KEY-----
MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQDJH/XWLRbg9ujD
sUKnW/Xk/4AcDW2Ciyg5xGe4Hq4Tbg2Hh849HvqsIEHyXARj8j2iYgjH3JmznM2f
vehdPITEB+sp0kClOTggega3nx9gJbla4dmfPSrg06GUrB4PTCcbL15JoRNQgm+j
nVOiYnSN7AxySxK9Dsd7SzOospPg52pSf1rOOmBnJcMBQEsxshP0MJcYCZGxntQC
q0jgx/q2+LsQK/y2dbBM1iTMGYZcq+eFx4BXj//mxdK0SG2YZlz5yXPyhrzq2cH5
oinJ3WzGWe6CL9AKXWZaxOOopdyw+0dKUSuY9/1IODgqeUHQDgblTPp5IAIwpWw2
SNpN+g//AgMBAAECggEADr9asd01h8JjF/JX/liWY7e+Z5AufvuANBgsOMp7Hi6c
LFtvanjqjZOB8mj/42pATbddiHYrCQoO488zih6lZ5BjFHp3xgW3kV4RPwaacNzj
RgA4il4cVkb+Wp3ySFHfrjUfd0up1GX0FK21E7ufa0arNPg/RACg7O/7Njv97ug3
xNbfcAlFJN0jy/21PkWRQMT9oGvT67zDKSQmtbhsThwN5d5/ZvCqdCeoQ9EiFVv1
y1QdHsj9USfWmGbqzvvMBt+lbC/z1hlwNMPPMH0ny4d3w7GKY7lWKBDGhk3OK74e
yfm2Qq9QmkvQvpShumUw6KqIZ0GWS1oNQJAdAEhJpQKBgQDwfzihdGNepBHxFWOC
ZUedxrOEHdsjksM+Ya7uXftnkyZEhzTN8ozNP7I6ZAloRDupcBBvuyopiKFvVqYs
hnh5N9MwG70N36Ye5wzPcJX4OetIlPgE5xEfHD03+CM9VdwHVa3jrXcPaqrd+P7u
d05mSJdPtGy+gvjBKqdihWQC6wKBgQDWFwEiunb5Vn5NgY6suZ7u+zaS44Q0+4dJ
WRrVT3bU5yA2qmZEgPFc5QU1XKsJ59oPS98MaGXwQBaamKipitM58XHrvEqgymhw
sVxTzpfNKD1bCzh7S5YevGOuMGZBnuwUgchfXYCYHiYwOGIYzIpJHrlJL0xyNwuY
BWew0SyaPQKBgAPXlHkH2fqOFndKhy9zHMTJgt6ud2zHEHVzrA7E05phAHCB1Hch
09wHk3pZVMkkpetcDfcq/05wj1uu/7KgZ1ZQbQBMwSVymD3QJSU/QDYZ/sdHEftK
Ebz0f4ngXffB4mT/mmqTv94wLxCixLfckhUSPdCZKk+U2hKD8u6hAOsHAoGBAIhF
PkjPrXkJ7/z/kUQqJprxNgyLWxSqYbNzTxwlp3re3udM0SmbdYZulEEiChCVDnyc
C46HSROCh6DBuOGp5sdEAwJM6KeuDopkqmMB5igFDADOhJYeR6CqwzwVvJDaSmTH
MzZYesjYr/ATg4VLdF4Ue1W1EJDGrs+F6Tln+171AoGBANNvS3C0iSSzgPCzFAE3
3NecTzJaREOUoUkKBoIqeK9XMjmuOmPWHhgny3M+Wdsa1au6310cKi9pm5dLgrmS
/pDqTe/e1t9Durb7akF5P70rTAvt0ow3VChmlHdgTazciM0f9VIjUXNBDbTmhMtU
p+/kmXdWQvEQawQMRqqLrNsD
-----END PRIVATE KEY-----
";

/// `openssl pkey -pubout`, of the key above
pub(crate) const RSA_SPKI: &str = "\
-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAyR/11i0W4Pbow7FCp1v1
5P+AHA1tgosoOcRnuB6uE24Nh4fOPR76rCBB8lwEY/I9omIIx9yZs5zNn73oXTyE
xAfrKdJApTk4IHoGt58fYCW5WuHZnz0q4NOhlKweD0wnGy9eSaETUIJvo51TomJ0
jewMcksSvQ7He0szqLKT4OdqUn9azjpgZyXDAUBLMbIT9DCXGAmRsZ7UAqtI4Mf6
tvi7ECv8tnWwTNYkzBmGXKvnhceAV4//5sXStEhtmGZc+clz8oa86tnB+aIpyd1s
xlnugi/QCl1mWsTjqKXcsPtHSlErmPf9SDg4KnlB0A4G5Uz6eSACMKVsNkjaTfoP
/wIDAQAB
-----END PUBLIC KEY-----
";

/// Made for the key above with `cryptography` for Python: A128GCM, the key encrypted with PKCS #1 v1.5.
pub(crate) const RSA1_5_TOKEN: &str = "\
eyJhbGciOiJSU0ExXzUiLCJlbmMiOiJBMTI4R0NNIn0.FukIISXteR_3yHmifF-hDu6YYwurycwycBWBP6xPO9vQ2yMdWnXmdHW1O_I8JiuYBs\
B5QrcTLe9vyQVe14eLuaugJvaqAxZvVl9tmLuy49NXalr8PC3fZnNi_JI9FdOTeHyve8d-U6P8ztDjSUgDeMhaxuNFOuToUulO9ve4jhDF7cTu\
Dm2Rvgw0N5OAdkCZsPVy9V76xfXzrnT_pnW-2BOff3qATJWLyhaKlDhLGFw4ZzG6d-MtuXCxYNDuy590f8fvkt5xq2VWIAuYjIRYfJl-LkiXeG\
p6uX3hH87DHOhvbM14t7h-93cwDKugOPAnGq4ULohybrLLReJXfVy9jg.iQ52mmWWYe83iQwr.YKzJdNR-hDM.B3kwYet2PAbRi0wPN6hWvw";
