namespace Crm.Sdk.Credit;

/// <summary>The stable codes of errors about credit. One section each in <c>docs/errors.md</c>.</summary>
public static class CreditErrorCodes
{
    /// <summary>An assessment model is not consistent: weights that do not add up, a curve against its direction, an unknown criterion.</summary>
    public const string BadModel = "CRM6201";

    /// <summary>Evidence, a statement or another input of an assessment breaks its rule.</summary>
    public const string BadEvidence = "CRM6202";

    /// <summary>The JSON of an assessment's input cannot be read.</summary>
    public const string BadInput = "CRM6203";

    /// <summary>A credit policy is not consistent.</summary>
    public const string BadPolicy = "CRM6204";
}
