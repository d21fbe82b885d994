namespace Crm.Sdk.Credit;

/// <summary>An answered questionnaire as it is written.</summary>
internal sealed record InquiryJson(string Customer, string Questionnaire, string Investigator, string Date, Dictionary<string, string> Answers)
{
    public string? Document { get; init; }

    public double? Reliability { get; init; }
}
