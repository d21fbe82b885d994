namespace Crm.Sdk.Credit;

/// <summary>A question as it is written: with answers, or with the bounds of a number.</summary>
internal sealed record QuestionJson(string Code, string Indicator, string English, string Chinese)
{
    public string? Investigation { get; init; }

    public CreditAnswer[]? Answers { get; init; }

    public double? Min { get; init; }

    public double? Max { get; init; }
}
