namespace Crm.Sdk.Credit;

/// <summary>The built-in indicators (CR-3): what their values mean. A model says which of them it uses and how they score.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class CreditIndicators
{
    /// <summary>Share of invoices paid by their due date, 0 to 1; 按时付款率.</summary>
    public const string OnTimeRate = "on-time-rate";

    /// <summary>Days late, weighted by amount, of what was paid; 加权平均逾期天数.</summary>
    public const string DaysLate = "days-late";

    /// <summary>Share of what fell due that was paid, 0 to 1; 回款率.</summary>
    public const string RepaymentRate = "repayment-rate";

    /// <summary>Years of dealing with us; 合作年限.</summary>
    public const string YearsOfDealing = "years-of-dealing";

    /// <summary>Current assets by current liabilities; 流动比率.</summary>
    public const string CurrentRatio = "current-ratio";

    /// <summary>Current assets without inventory by current liabilities; 速动比率.</summary>
    public const string QuickRatio = "quick-ratio";

    /// <summary>EBIT by interest paid; 利息保障倍数.</summary>
    public const string InterestCover = "interest-cover";

    /// <summary>Altman's Z″ of 1995, for companies that do not manufacture; Z″ 值.</summary>
    public const string AltmanZ2 = "altman-z2";

    /// <summary>Altman's Z′ of 1983, for private manufacturers; Z′ 值.</summary>
    public const string AltmanZ1 = "altman-z1";

    /// <summary>Altman's Z of 1968, for listed manufacturers; Z 值.</summary>
    public const string AltmanZ = "altman-z";

    /// <summary>Equity by total assets; 权益比率.</summary>
    public const string EquityRatio = "equity-ratio";

    /// <summary>Total liabilities by equity; 产权比率.</summary>
    public const string Leverage = "leverage";

    /// <summary>Net worth by the limit asked for; 净资产覆盖率.</summary>
    public const string NetWorthCover = "net-worth-cover";

    /// <summary>Collateral after haircuts by the limit asked for; 抵押覆盖率.</summary>
    public const string CollateralCover = "collateral-cover";

    /// <summary>Insured amount by the limit asked for; 投保比例.</summary>
    public const string InsuredShare = "insured-share";

    /// <summary>Risk of the industry, 1 (least) to 10; 行业风险.</summary>
    public const string IndustryRisk = "industry-risk";

    /// <summary>Competitiveness of the products in their industry, 0 to 100; 产品竞争力 (G20).</summary>
    public const string Competitiveness = "competitiveness";

    /// <summary>Veto: on a list of defaulters, 1 for yes; 失信被执行人.</summary>
    public const string ListedDefaulter = "listed-defaulter";

    /// <summary>Veto: insolvency proceedings are open, 1 for yes; 破产程序.</summary>
    public const string Insolvency = "insolvency";

    /// <summary>Veto: share of receivables overdue by more than 90 days, 0 to 1; 逾期九十天以上占比.</summary>
    public const string SeriouslyOverdue = "seriously-overdue";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "credit-indicator",
        new(OnTimeRate, "Paid on time", "按时付款率"),
        new(DaysLate, "Days late", "加权平均逾期天数"),
        new(RepaymentRate, "Repayment rate", "回款率"),
        new(YearsOfDealing, "Years of dealing", "合作年限"),
        new(CurrentRatio, "Current ratio", "流动比率"),
        new(QuickRatio, "Quick ratio", "速动比率"),
        new(InterestCover, "Interest cover", "利息保障倍数"),
        new(AltmanZ2, "Altman Z″", "Altman Z″ 值"),
        new(AltmanZ1, "Altman Z′", "Altman Z′ 值"),
        new(AltmanZ, "Altman Z", "Altman Z 值"),
        new(EquityRatio, "Equity ratio", "权益比率"),
        new(Leverage, "Liabilities to equity", "产权比率"),
        new(NetWorthCover, "Net worth to limit", "净资产覆盖率"),
        new(CollateralCover, "Collateral to limit", "抵押覆盖率"),
        new(InsuredShare, "Insured share", "投保比例"),
        new(IndustryRisk, "Industry risk", "行业风险"),
        new(Competitiveness, "Competitiveness of products", "产品竞争力"),
        new(ListedDefaulter, "Listed defaulter", "失信被执行人"),
        new(Insolvency, "Insolvency proceedings", "破产程序"),
        new(SeriouslyOverdue, "Overdue by more than 90 days", "逾期九十天以上占比"));
}
