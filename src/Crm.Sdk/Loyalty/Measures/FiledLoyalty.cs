namespace Crm.Sdk.Loyalty;

/// <summary>An assessment of loyalty that is kept, with its reasons.</summary>
/// <param name="Record">What is kept.</param>
/// <param name="Assessment">The answer with its reasons.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record FiledLoyalty(LoyaltyAssessmentRecord Record, LoyaltyAssessment Assessment)
{
    private const double InMillionths = 1e6;

    /// <summary>Whether what is kept says the same as the answer.</summary>
    public bool Agrees => Record == Of(Record.Id, Record.Customer, Record.Policy, Record.PolicyVersion, Assessment) with { Input = Record.Input, Origin = Record.Origin };

    internal static LoyaltyAssessmentRecord Of(LoyaltyAssessmentId id, CustomerId customer, string policy, int version, LoyaltyAssessment answer) => new()
    {
        Id = id,
        Customer = customer,
        Policy = policy,
        PolicyVersion = version,
        AsOf = answer.Input.AsOf,
        IndexMillionths = Millionths(answer.Index),
        ConfidenceMillionths = Millionths(answer.Confidence)!.Value,
        AttitudeMillionths = Millionths(answer.Attitude.Value),
        BehaviourMillionths = Millionths(answer.Behaviour.Value),
        Type = answer.Type,
        Cell = answer.Cell,
        Input = LoyaltyInputJson.Write(answer.Input),
    };

    private static long? Millionths(double? value) => value is { } known ? (long)Math.Round(known * InMillionths, MidpointRounding.AwayFromZero) : null;
}
