namespace Crm.Sdk.Credit;

/// <summary>The codes of the reasons that assessments give; their texts are in English and Chinese.</summary>
internal static class CreditReasons
{
    public const string Evidence = "credit.reason.evidence";
    public const string PriorOnly = "credit.reason.prior";
    public const string NothingGiven = "credit.missing.nothing";
    public const string OnlyLater = "credit.missing.later";
    public const string NotTrusted = "credit.missing.untrusted";
    public const string FigureMissing = "credit.missing.figure";
    public const string DivisionByZero = "credit.missing.zero";
    public const string NoEquity = "credit.missing.no-equity";
    public const string OtherCurrency = "credit.missing.currency";
    public const string NotAnswered = "credit.missing.not-answered";
    public const string Veto = "credit.limit.veto";
    public const string CriterionUnknown = "credit.limit.criterion";
    public const string LowConfidence = "credit.limit.confidence";
}
