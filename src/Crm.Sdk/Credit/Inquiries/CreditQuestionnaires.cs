namespace Crm.Sdk.Credit;

/// <summary>The built-in questionnaires of the internal inquiry (G18): of sales, of service, of finance.</summary>
/// <remarks>No published standard of such questions is known; they ask what the built-in model has indicators for (G19, G20), and are meant to be replaced by a company's own. Immutable and thread-safe.</remarks>
public static class CreditQuestionnaires
{
    /// <summary>Of sales: operations and products of the customer.</summary>
    public static CreditQuestionnaire Sales { get; } = new(
        "sales",
        CreditSources.Sales,
        0.5,
        "Inquiry of sales",
        "销售部门调查",
        Operations(CreditQuestion.Choice(
            "products",
            CreditIndicators.Competitiveness,
            "How do the customer's products stand against those of its competitors?",
            "客户的产品在同行业中的竞争力如何？",
            new("leading", 90, "Leading", "领先"),
            new("strong", 75, "Strong", "较强"),
            new("average", 50, "Average", "一般"),
            new("weak", 25, "Weak", "较弱"),
            new("failing", 5, "Failing", "很差"))),
        Operations(CreditQuestion.Choice(
            "industry",
            CreditIndicators.IndustryRisk,
            "How risky is the customer's industry at present?",
            "客户所在行业目前的风险如何？",
            new("very-low", 1, "Very low", "很低"),
            new("low", 3, "Low", "较低"),
            new("medium", 5, "Medium", "中等"),
            new("high", 7, "High", "较高"),
            new("very-high", 10, "Very high", "很高"))),
        Payments(CreditQuestion.Number("years", CreditIndicators.YearsOfDealing, "For how many years have we dealt with the customer?", "与客户合作多少年？", 0, 200)));

    /// <summary>Of service: what is seen at the customer's site.</summary>
    public static CreditQuestionnaire Service { get; } = new(
        "service",
        CreditSources.Service,
        0.6,
        "Inquiry of service",
        "服务部门调查",
        Operations(CreditQuestion.Choice(
            "products",
            CreditIndicators.Competitiveness,
            "How are the customer's products received by those who use them?",
            "客户的产品在使用者中口碑如何？",
            new("praised", 85, "Praised", "好评"),
            new("accepted", 60, "Accepted", "认可"),
            new("criticised", 25, "Criticised", "差评"))),
        Payments(CreditQuestion.Choice(
            "complaints",
            CreditIndicators.DaysLate,
            "By how long do complaints hold payments up?",
            "投诉使付款延迟多久？",
            new("not", 0, "Not at all", "不延迟"),
            new("two-weeks", 14, "About two weeks", "约两周"),
            new("a-month", 30, "About a month", "约一个月"),
            new("longer", 60, "Longer", "更久"))));

    /// <summary>Of finance: payments, and what makes any credit unacceptable.</summary>
    public static CreditQuestionnaire Finance { get; } = new(
        "finance",
        CreditSources.Finance,
        0.8,
        "Inquiry of finance",
        "财务部门调查",
        Payments(CreditQuestion.Number("on-time", CreditIndicators.OnTimeRate, "Which share of its invoices does the customer pay in time, 0 to 1?", "客户按时付款的比例是多少（0 到 1）？", 0, 1)),
        Payments(CreditQuestion.Number("days-late", CreditIndicators.DaysLate, "How many days late does it pay on average?", "平均逾期多少天？", 0, 3_650)),
        Payments(CreditQuestion.Number("repaid", CreditIndicators.RepaymentRate, "Which share of what fell due was paid, 0 to 1?", "到期款项的回款率是多少（0 到 1）？", 0, 1)),
        Finances(CreditQuestion.Choice("listed", CreditIndicators.ListedDefaulter, "Is the customer on a list of defaulters?", "客户是否被列为失信被执行人？", new("no", 0, "No", "否"), new("yes", 1, "Yes", "是"))),
        Finances(CreditQuestion.Choice("insolvent", CreditIndicators.Insolvency, "Are insolvency proceedings open?", "客户是否处于破产程序？", new("no", 0, "No", "否"), new("yes", 1, "Yes", "是"))));

    private static CreditQuestion Operations(CreditQuestion question) => question with { Investigation = CreditInvestigations.Operations };

    private static CreditQuestion Finances(CreditQuestion question) => question with { Investigation = CreditInvestigations.Finances };

    private static CreditQuestion Payments(CreditQuestion question) => question with { Investigation = CreditInvestigations.Payments };
}
