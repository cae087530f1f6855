//! RSA signatures whose padding is nearly right. Each was made with the private key, so only a strict reading refuses it. Attacks 37 and 38.

use jose_core::JwsAlgorithm;
use jose_crypto::{BadSignature, VerifyingKey};

use crate::keys::{self, decode};

#[test]
fn paddings_that_are_nearly_pkcs1() {
    all_but_the_first(JwsAlgorithm::Rs256, PKCS1);
}

#[test]
fn paddings_that_are_nearly_pss() {
    all_but_the_first(JwsAlgorithm::Ps256, PSS);
}

/// The first of each table is good, so that the others are refused for what their names say.
fn all_but_the_first(algorithm: JwsAlgorithm, table: &[(&str, &str)]) {
    let key = VerifyingKey::new(algorithm, &keys::rsa().public()).unwrap();
    for (index, (name, signature)) in table.iter().enumerate() {
        let expected = if index == 0 { Ok(()) } else { Err(BadSignature) };
        assert_eq!(key.verify(b"header.payload", &decode(signature)), expected, "{name}");
    }
}

// Made with the key of RFC 7515, appendix A.2, over `header.payload`.
const PKCS1: &[(&str, &str)] = &[
    (
        "good",
        "X_hYsaXbjfbXyW8z31a44D1y6CKKp253Zn4XiR15gLm1-RG81ZzEl-zndtAkdWuJZ94ojIUuB2FReFe-mXtixkP0J7Vdl40BqdscoKpgwF8O_E\
         qUPeDDkA_zIp3tt7QbrU_eF0kryghAUvXBy2qskE6oiCYbE_EmMz0ugUntOgrE_hqbdYP9dXFg4CihbVOLiVp9T2BzrkSsYofm9AxZ8HsdavL6\
         0uYvK0pr8L104nA3qJCw-6kshlPSYNRcfP2pnCTsnsCpzTJju6XpledMPZR_xRsf9mnoulNBj6t2J70aZ7jFuEmV4u1etjFuiUTnJgkLWQzzeU\
         z0bVon70Axiw",
    ),
    (
        "no NULL",
        "G47gwv89nuVAr7CZEkO75lqBdpHpRxJcyW4SumEwmifeg_AhquSzVZmBSMSXNs4VFZA_ZOmCLE27yfjAIJ7Zd6KWEbgAMg_sZMMkJh7Se9XHqv\
         XmXTz6TcslRvs2rbQ_xX9JQBNGH67n88gXZRN2Ha07STnEoSFaJEh9EI7YpngAbtv1guTWtInj6aBU0-EdfY2zrls2zQuCUpOih4vVZQCK8Or1\
         R_fq1fCz-y3fEM1IoMMgVEgcHrhC4LNY3aaR9B5mSLlXcXL25VIhtyznJLSmrc69sXBkUK5qlxCVwoGw7vcgmYcE_JaR-hX0GGC2jBLAVhLwKB\
         69QZHtKykLfQ",
    ),
    (
        "parameters that are not NULL",
        "mIEK97GAQSeM9cfyWSaczLY1wEVQ0gU1_m8fM6bwVoK5hyT8dD1Jv3MTyIvbdXAL_jY8aghrykc4y0vlB6C8nknSGXXE6stYkHheZ15uxQXKO9\
         6_8H9242eAdZ8zfwXrV4KjZW2_R0r_jb2vfzvhF-P5gxUBquT9Jn1g0RZ5BiHrVXgA_5J6GJ526D-k4ndUbS67s5IQbcGRpPSi6-md8YRoAVUC\
         Ip7XNbbe45APq1vBD-vs-w7L9BznM1jjldnawajRuu3a_CmTqN1wDBfz5RhXbmgyGadJCIOuQ2jloDU1V2p01famGVyZPz1ungvFrdG3e_j1MY\
         Y9Q76ExsV-tQ",
    ),
    (
        "SHA-1's name over a SHA-256 hash",
        "dg676Jw6fhjzqpks15Wf2FNHc6B1tyUsEDFGo1WZzab-iaAA7sAJq1Fn7Wo4FnIgwsXMN5oL3gP5T33gwxQAvMcOYHR6tEfqw5cRejncPLcVoi\
         Q2F3GXVFdf7no7cgjHEDa5J1EC3m6PYwiSCPKigwl5GMHU_54c5hZbTnV59GC5sIxrafeNoqWPSAM2H9mNyEK2PnVdPIQ-KbVhJV0t-KIT2d7z\
         Mtu3Phga8cH3j-zgW9Bld143eXdguC91v0iNZUT79FBLBpIDf2_1Prc7Am2SvCKhe5VBFrvTNHtXX3Iparco7ECoWyc437A58x3ypWNBTZq8Dx\
         deQ7E0ywie3A",
    ),
    (
        "SHA-512's name over a SHA-256 hash",
        "W-4HcDsLIcxKah39l0-N8qmK72y5KmdLW2X-T9WdmkWt_IYxAmgmv677jV3gaHa_nh_IlG9zM7-jw5Zt7ig48lRpBCW-pmD5FBGbEplw-JvzpY\
         LhFXWIe8EAIr6fmsA2WPGj1FKSdjBlgGErrtpfxellKOUPFGRe4uxpcs7zUSZzoqHzSqPrQnDMukl8RNY_lvRJ_2xejl1X_1tg6X64ov7k5CzV\
         IzWATs8oOfDyDlCon5gbP6gpYz6BYw4dDfwF2BlCcd-byR9s6q5CzrTVo0JaxiSBEN7xkkr9lNy-Z9KCqqg86pFiuNj1Xd33iCQJU9oI-596S6\
         cq1GVTSuyX-A",
    ),
    (
        "no DigestInfo, the hash alone",
        "mv-HkRurn5tDt5T_xjiLWJ9yYbvRRq4qPSmVmae1ut8l07dqzBeNCUStVs6sDsreVF0QVW-SemIGsH4uL2z3nMhULYus6efC6vs_RAssZk8Df0\
         Qd42iGdlCXUPafZsEtPSwInsqT58CigTkvurcbR7C3kAAS-ovOWwpLV5NDNZBDLon-kvJ1hiHwspJ2hmoLTuWcaa7KC8VpxHCEzg7_sdU3Po5G\
         y4Z6--9HU7nOBinuChj-CEZLEfIdRO_S-dqwEe83yr8pvayvEOhg6ZUUu8qU7_HksxbMQW4lDwSh1VwCJJ2Q9JkU5rX5InLUnRDPfPem30Qtz2\
         t3754iM9GY7g",
    ),
    (
        "a length in the long form",
        "WAsAWNu7aQoYdFNvFrrE5ycycoVWu1cqZDGsT2jH9vnPF43lTkAuCWT92Py7rPoLRGo-iFeQ1FP6jIq6AbuW4SgWY5YL7rOtctAqaXfKBURqOT\
         IiY8EQDMaDU3U2h1KsRoz36hOhLuHPy-DGNsRERnDsFBNq8zXo03bFyNNyOa-9fxfTrqSK-68CtQQEOZJfeoQ2uHm6nNr5cELWuRR9Xf5eU8-3\
         -i8tep2NcfBmf6aPiMGkPlzX43eDwbjiGnUD71K82fROeKerUJEhSV5ZW-hi6UD53HxSUUhuFSOr8ZdRlxx9CPOUKyZoPFDqtY42XP23KGZLa5\
         l7jOUKT07ckQ",
    ),
    (
        "a byte behind the hash",
        "AN9P0ZiMsPmwBMUDzcTqjlDtHdNB7CPsdLXjHlxxjo-whCt_h9quzNuJbVTpSbsOwekBKzidGRMEOC2mjplPyVT1buV-93Rk6h2MNw6YSE7uSP\
         JawTEs0DuVliLimIRycAjIGz6zsmj4vca6WqRWhSCfH_-Im3LRs_KtmC94kj1Qe3rghOG182g14iBOzdl2g0mIMI-5Q3yKUY5gjcK-CRmN5Pwy\
         okZDj5XPWxaTcs_vvnxjD6USY0wDjsUcSaC1JHCx_hZ7dTS1uiKI6uI1nSv68orZTuKJwQ2LU0LxSOYGH9fxiCfGiminRh8ZAqhhp-BZOfP25d\
         3qoZX4o7tc1g",
    ),
    (
        "garbage behind the hash, eight bytes of padding",
        "ULGCuTrIKGW-0rdbnoUWmKoWubSZCuoafGfKq986BV1X42FKdWliF5lVlO5uLsacvTs3ufiDMarEQ3AMHG2g-gfhlEb-u5VfaMSfYspqj511CQ\
         -_Fi3lHFaFV5egO38dTDdiePIdLDCO6pQAP4AxgsOEflA0NhmolLmZ--97P-h3oHdAllmEPklD4gyS0AqGOwxyU8ZoAqnpHU_YVQKY0d5_6uks\
         Z0_X3juwV48WDMSv4MS28eBTjtPsneZkz20KYnmd9o5kVVf1RQHVdstzqfZCxgr_WjcmPtqk7zq0vghjNkJvrE3ENg8kvvnW6URhyLJJrI5VgH\
         M_CrkoalYQQQ",
    ),
    (
        "garbage inside the DigestInfo",
        "MThjQ73EmNJVwPaQWtRBcZ1pe2ngNkBkiTtmWOvec7iwl_OW_zHdVEr6_-L6az48hu9CkURRdOQXK4IHknDUX9NmBo7JlvibkNMlFJrGsS7pc2\
         joJUSpthDQwLN8pJTX0U-r8U4cBe7y7gOZso2f-TCEo7s_3tHG3YAiKOAb7dpJ49HNDu7kJZQZtfWMlZssLssOqd9h-h0ENEYehtA0dkNiiG0x\
         0GwfEnJIHZIMLokhQ1v7VWlOkroA4zEkNem261NRoYir1CijFxZSXYKFoy-kByKMeh9iNLIiPKLRDNAG91ozKTboSnqkfhij2x-K-XGeaHHtQf\
         xFFgH_hxu4sg",
    ),
    (
        "block type 0",
        "OBB1zf0Q_nTdpefy1zoD_fGqtE4tnrF38t1oRSj2S2fHxsYgtQqtX7uZ4HEnwYwDIG3r3FC2HrE8J--NLOCzHsoSWHIADEs0ETPjNZ_h92M8EQ\
         N_sH_OrsbP3x4pETAEXB-5aobFhCDpjzxSnIubuSu3l-oiivanb1eSrAjyV3f9NH1y8IG2HFaAZJ_Zz99GTgrvzqFycGE3yjkh-x9W16omCdxU\
         eY7zpdv5pw8ymDeGWnp9y14Dy6cNgv7k6i5XtldrPyxA7eBPzfu0zXIBUSY-dvaaBk1UJRznry0O-jUi_WvJ76FEdL3AZvvEmIsJU9UrIjR1QU\
         F1l2NkjMM4Ag",
    ),
    (
        "block type 2",
        "G4s8J8MiIGtNw12lQ9xwfRxbjrbBorKKWJbLLPJpZvr-rUd0FW_6bptFCY2eqSQiWTrlK6Jl50YwIjHIm-psrxbETfKnkR0iIFUWdCp0OLVq1F\
         M9-_vzcD6GWSCEkIIVcOVDVg_I_c7jAgqGuS31b0yrymPo0B8TEFCi413sq_8VZ-93N9cxSajWLJvEbawWkl1IzrQ0dzvbuGjkl_ayYaaQ7YIq\
         xFhqbiRo5niQwbA1EdDc9a9wPtDly4jPgd9aF5lm1pirVSpwZC3FD2_XcNFtAuO7ALPIdCRONkh8sbw7wZrKMIgeH5kkOH2DThW0h2v1NWB7l5\
         Wzq6S3PvTvVA",
    ),
    (
        "one byte of the padding changed",
        "O1dzLhvFUUJd0S5KwTlZEBY800jgccSsqzj1D_AA919W2xrEM8LbXRb3mHTY33KFmYwpf1kO0aLPplTrVDAgVzpivihTWlP2eSU3TWqOMjoULG\
         _DpbNLoa-owJhLWU6euettRfnMePb0VqQTTBq4v9rkgQdfCIJYxTZSMugZRjRgi6amktzD431RNXwxrJYXskVjOecTBVSJz83As9HUST_r5Clo\
         5DWS5CRWkHxIRlDnLW_YzNH3gzD73_d9JkAcTCGizfJXD-Ep1ROGWNEJLhxLtVgRN2PpQWVuQ2vLsqsepUXDF6HFfiIkQB0usGrNPf06_MYN4V\
         rcMsWTWPeq5w",
    ),
    (
        "no zero byte before the DigestInfo",
        "H-Iwzn1w22QrRtov24EYPtDJO7QTvbzraxvcBnivccUDDLVek1qOrRNUeSE0wzKS_wFYfcvHi4hh_SDtfdBWlcNvLZonRHl90Z39Pd-fK5G6e5\
         SpDtq9nLGj4Pzt9l898QTDF4VR8RD2iwhRtFb97OrpTXjAl4-zY-ZXkrE1vosabTZ1I955RhDxwNTpJgYeH_HsxCsEsr6RrLrTb9z5HrCo65lP\
         GBAGBxErlFVxvRGjTel7ttHZlKcHImFB-IESuDIE-bz8RD3fJZ2hwOZVPgC95q_VNeBvKLdWZI3JYDJIwlcly1QsvIrbRH37PvmXdd8pAmlHpG\
         CoCnhrphg2hg",
    ),
    (
        "a zero byte too many",
        "gl8ZFVvsgTiiDwHSgZpBOBwnSNX-brXyUeS5OPUpiIAEN0DWqMCTnfdSp3-bIVBeCC8sjEDpIrVSkqd188V9W8-vlg31BFsnShuOLk-A3lLO-V\
         71s3m9S2wghV_HaYNYPd7-9N7PT_VLPMgdJBbIzMea5R-fHG27oxqfMhYRcc7En4b0bpklVm-ND_WaM4eyxTJc_Ng5hHMRpr_XNM7QZ2Gtgf83\
         BUE4nTg5igm2DbZs4YfHRSCCjWqSPjKEkQG1x_urMCxat_texMKyHYxp6fICty1MNRXSPTP1K2aslL_9f0j-mqxa0LDcy1uKpgBeuk96ZSvRJM\
         9PSKSxkdjOHA",
    ),
    (
        "the hash cut",
        "YlTMGrfo1_p3_RzKqQBu05Ch2Hru_7SKIM5kRXSxC69oqzXmV7pA5tTh2VZ0ez25ad1OmMY2T6O9hKCpcsKK7GNX3kkP1pgsvyun0u-QpbFFzy\
         qBGb77BMX5lEbQTnf3hjiCmrkWQRVHDojcCZKEpq9FvyAbaHao3fB0nbRzyJBGZK3LxKfCpgIyDzaas7mfbBMB-aVTvb7i4gnfwqEZMIgTcvck\
         ZjQLnrlDuIzKR4_hw0e14qB-z4EhRBfYeMDKZKMILg0i7nhejSGF3eJbSPNvzEmDulxCwlJ8W7LpiGtd5yX8YOdqaGI9LiRRqaLv87koNmCk10\
         k3G7E7pBTGTw",
    ),
];

const PSS: &[(&str, &str)] = &[
    (
        "good",
        "Ae0QsadA2mMpeopfmyR3xNdCrmuk0tE25kP5ydPag_I1fZBoLJa4QkUQaAGPr36MKSFQQUCG_S6_35fRcyaVutQSWqF8GTod0XO_XSwRUZCDu5\
         nICDc1qnA8kA754lLb_Wc9_VoZun3QOIfAUZRBDsD2ZaoJ-v1hvDVipuLItzCsq4ezOat3PGU397-NjvhRXbvXj13e_WUxys3-K3ichkrVvY4A\
         AguAF7HaJ-L905QR6DWc9zizaXEcSZyBxzVw_iRoiQQ0acNQmbJgbnJZsPuZghRQsWVpdgdkF5luAqbjB3Y1dAHKSy0UK6rBDKr56OaxrBG77L\
         ZF4jqZoMyyLQ",
    ),
    (
        "no salt",
        "jP-GD05T0KbwL43l3yu4OE6lKOmEriFO437VKndVt_tvmfgp5yS1_lrLmSVhpREzgB6F6e3kt1o4jJ8L7LpND-65s_ThdSG7nike4pws4ri7GV\
         wytp0qU26KLVibLr6uvCfHUYhNzkRoTvJD-dDBqIrU_wUq6I5raZEuzJvVOAoDgcUtGHhIsTH44K8Z068e7-f88mjHONlCQWAEOiJXPLuTH0_x\
         B72ievZv3s3OKOj6XKSqnIY3mBQApbQMjN7axtOwtqP2Zm77jkG_qmO5rnDy8RlfoMphBv6UYnN9cb2MV0-_9hiANsIMP0Js736Orp3K2Op5BJ\
         GXPz867DfBPQ",
    ),
    (
        "a salt of 20 bytes",
        "CxcoW0DZfdXicN9bVVcwbE38QI5NNgL884S3P_iWRZoGhYIfH6emTGuLM7V9tPX-EgapFZ5Pw96kYClhSB9bQCjKyNSJPcgra6OzSCe8F4--_W\
         Z6Zm9z92jSn5IBrtxcG40EU-7eJJPuCuCryd-isROx51BnLZL2L-Pzc0UdBe5MvpvutOom2gS68gTZ6xDlto4Q_mk-KirgAeim654-1JaSIbsL\
         2sBzeHSjBAdJje6Jt200jlvy8SJnm5Z0IJ5rDLs5CfiQA67UbCLoQvp3NgnR-LdWhDOR-dUnQRyzCsHWQKOi2t8GQ0VbTY1pqA2QE6Doer--pf\
         U12vfh_k3s3g",
    ),
    (
        "a salt of 31 bytes",
        "J3huYPw2qyg48ngXIRm5OxvSIK8BO9DTL_L9fBDdtEVXdHbNp0X1KFOwZ-WkC2aMcONaV8N4B5fDoexQwCzP7dWVdKISCH9OpFdMyOxdvjcW_d\
         4JHDkBJN6LDkJb0IkdrhLrF7SVSe1e8udiGB7NITY1yyABXPtCNHmMeLg1RTsuYPvJ_-yyPmeRlRlxIieW9HCN0JdfuThxlVTzfEDCz0Bwtf3r\
         CzuNYwYUfo7jOqdWR7O1SDYuI3tHIHlGtk-n2gxpwWrT1c_DY4T69C3VDU104S6Jk_cfkhtmOdzazF3n_zmvqWcBykgUhHtQbUHLq0k2SG37Z1\
         wUhvNc-ILQkQ",
    ),
    (
        "a salt of 33 bytes",
        "IZxX_okaT18_PHRhI1FEi8LMQkqtngQcwQzoUYvno8wk5w88Q2CqSrUenqyQC8cmQUe4nlnPz5B0zaOGNttnjzWs6v69lF_8fCTRovgbPHRYeS\
         IT9v3m-tRQMTITHPZqWZtG4zAdyIW2AFhhk1Qd83Qca5fanfDuzT7nI_ux6lx1mJfwCuWv7QzwTsMqMyjKTCNe4_fLHQpRONPkbcvOb1OMxrYf\
         eWBYLB05QgkSMFfhciimEhmT_KSALWgJEcY5m78NYJFxGLvEtln22gQMadsKuwJ_MEDMwV9dr-RGHKtN-EmKp0LRi2tz2-YTCPmqNt97lOz2lM\
         V98QEyEQvAUg",
    ),
    (
        "the longest salt",
        "C422rrgoA_KZsbERLMf5VZ4ttiQJgRtv1h-lpjHeDwZnZELYd-wJ0cXzOiVx2x6ovpqyhzefT4_PhcSSl0fTa8jbkR0d-ZI93bGW9zvw29CK3J\
         -wpOM1KvFMkvwiwOHlloKEE7blUMh_jdP8zmIGS0R83W9dAKYy4oE3Zw4bcFeXgh0uVlXAClhcCoL2RGrqlk4stNYDPrgfN71HFu5M1R5yCjDP\
         n0800OZKEwfJTmY90oTSG5zaAZqfRVkohklN7zSQOZzEjxKgzq4xSvexENYbiBFg9VpoafP5QIf_pz3HSMEpvRRLaIgrmzGbBDcoL6VbYF6Qub\
         on_AbzEvfBdQ",
    ),
    (
        "SHA-1 in the mask",
        "OLuaRNSlsr-j1busD0o-KUwKDAcACjrbTc_YFxJrH1WxWCFDtYnV_-3zudPzkPe_fg8Q4NnK1KuAZzZq3yWIwjwXw-nSWLloLve-XZYuwmBaiD\
         VrONKqvBETaDEp_-p1gnz2HF5bjhVJ-MaY7lzhWHboy_3l2sfpUbm8jY86HU62E2cTJLZDR9Fi6p3zxaAMTNebJr_VnK70-dHcV7PS4c7it2MN\
         I9nAzlmlV13Z55ZR-xfqvhkaCOeBGTJkOXASLXk_jE9fhNvuRlnLoHa5_M9Lte-dyF9e-HaBY0iMj43TDgfTeslv2pIGlT6DHSOwyGsRlshjEq\
         -bboIAuo4UDQ",
    ),
    (
        "SHA-512 in the mask",
        "GLBn9zI7_IIG2qEEgNH_Yzfq-4HrD9FsXFHEUU9m0UDOYobSTeVCeJfCgw5v7bCdft2VZCxnxPd9B27X35WWxGvKUqtJ-lK2C_bgj0QR1pFTOW\
         Zy5wPPEUVfMCgEkPnp5fxpugocF9Ag_GTcS324nPmX33TqHB97Tmc2ERPr6CUCz1zCi3YEQJR8HGjPACBBfN3bKFnBDICnYBhwOi140bJ3J6kX\
         bcTCuR-1aZaBDBXNXECjNPOBbosioNM-eQwE9OrStQptHRDyoY2qAVbuUdoVjGX2fB_ZVXbaeb9kSQxaYjJWvuDL2YPNWP-IIAbUVH7rJaaund\
         Ylzlaalq6uDQ",
    ),
    (
        "SHA-512 for the hash, 64 bytes of salt",
        "jBs-jgqyM29l5Tlh76hAm9o2DCapIlHv2b76VMX0P2wnYahUw0I0EYhjC3P4gMvilP7TBMzJXnAkQjwHPCUH3lvvKdsZIJ0KKa001cRGnqbgtg\
         Tg_W_Z3srJ_SW35L5LP34mg_jovzrFbxunN0M7727AETQMPXci3naG1GtA3tiBIIiimwHnSd1VFkTRgF7twdRTllesA7VcksWpqroFrdmy8h1U\
         LRvPLXgRXTMfiVSLwvYPYSO-cxl_vtj0VqAK29q8dUGJ5B1gblepogt_xzn42j4HtW3Ym70X9YeYB9hdMoRHcVpfRcxpSTrJUBCbuTHx9xMzDC\
         Fa2kYCyAf1Fw",
    ),
    (
        "SHA-1 for the hash",
        "hVTZAZH8VxDQpMRoNplezGbB8QmWTPQkBkDWX0x6nMo1ghhmPMTyCQFj8Hmu_yEPM8W4jsiR-SImBwbwDrf2rjObTFm3ML7857y7XRm8rdRUPR\
         XmcqDdUy-ve93hWjk4zFp-LDlgma2AQWTK1G55RmD_0FTAplu96eMf0lpaTh__qh6KcDgNfSQRVZi_DFx1KcjF0AdBNA4IiE9i_L7KBXOl5Lo8\
         fx80Q10HU-1yUacR3R0u4Kx0zvuMFMa6kZ0LSlaclCUigYJgvyWvGvDvozMB3K6UX0AxGMDAGXquL_NSbQk_UJ-rmgzEVWIYmesTSe0YBmFCzb\
         pjO50SMVTuBw",
    ),
    (
        "another last byte",
        "MMrzLe7KWKjofKwmHfhb1B1kv84kkT3Hxy4WmcZri4ZrSB8DVyWNDbl9qRCgqwfGP21ebcZJUQlOQM7TP9FcP-YiSDUooewEKyfquyoGLtrGVd\
         4b7go82iD0_FuY-xEtaO-EtSAlGKyWZFHart38zn3v3IEHrNjJIBjoErtnQaG2yk1i1WnXLay3GBM_Hv2iT90ixvNuTF1WSa3QKBqk6e95o_fQ\
         DbHVoQt7jnpcohzbsGS-YDYx9ucVCYocU-4_4PWQ-Q8H2QpfEr8w14zWRBM3kv6iGO3VN9qBaSsWTxXJr48OZZZZN3H5gdRmWWrXV_YpvA3nyB\
         hEvK7t8mqlkg",
    ),
    (
        "another byte before the salt",
        "RMc5VsxgCG7EqRdjxBfQ2UlpUj6qntfCI5nVHLX4pU_tBeBbuKNpDDceI7jO0lFTX57pOmnYIyJTw5RjOa8Xx6xstUiRUcXHz3268zKBYxayqt\
         2_BA_PnMc2sg0px_t1GPcKl19l7zoZ8Mdko5X4nVK-uKgeWPjHduvG6Zz7lgzCPe_YvXBTYySTxC8mQwPRQ08xITw5iiwpTY-GKdtoAfIMuqgG\
         bCXJBHw6coPyhNp6RxtErzks0dolonlWkWkDaOtp3PnH9jy3axoRz19DCgYerwWy9j0Y-IzQ0rC8ubqPgNQjLkmhe83mvU8O7OHDR6FNgb1cOk\
         VsWTJt6S6NIg",
    ),
    (
        "a padding that is not zeros",
        "dz1BKZmp3XDJ-aLiJK--17UknuTPZnbG4jQTMEufNtd4ebOYT1MwAezJ7vR2k3ZR0agfFnp5EPx28ZxheIzJXxCOYLXVTqCKYsP4078fTptviT\
         ENTcicANEVOZTmUDtAGw7ybyr2Ya5pOL73vSi_m5cO36a_EtI0L1OYAJfb13EcSHDU28VlzVZBGz2PhvXeVtHjRuuMLlCBNfsDJZxmTdks3cE8\
         YSAjw46TXZcTE6k9XYE2uCRpZRDeJZUaLEBWqEcavUTG0pwbxYGjDtzvNtf5TgSDJN9uHtdpXHSxoGlMKacCRVj1cIPd1kG-F1h8pARKPcC9DI\
         RCE_JbqZRCsA",
    ),
];
