namespace Crm.Sdk.Loyalty;

/// <summary>The stable codes of errors about loyalty measured. One section each in <c>docs/errors.md</c>.</summary>
public static class LoyaltyMeasureErrorCodes
{
    /// <summary>A loyalty policy is not consistent: weights that do not add up, an indicator twice, a number out of its range.</summary>
    public const string BadPolicy = "CRM6480";

    /// <summary>Evidence on loyalty breaks its rule: no such scale, or no answer on it.</summary>
    public const string BadEvidence = "CRM6481";

    /// <summary>A measure source reported what it must not.</summary>
    public const string BadFinding = "CRM6482";

    /// <summary>An assessment cannot be made again: its policy is not known any more, or what it was made of cannot be read.</summary>
    public const string BadAssessment = "CRM6483";
}
