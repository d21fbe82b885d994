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

    /// <summary>A scorecard is not consistent, or its JSON cannot be read.</summary>
    public const string BadScorecard = "CRM6210";

    /// <summary>Cases with known outcomes cannot carry a scorecard: too few, of one outcome only, or with characteristics that tell nothing or everything.</summary>
    public const string BadSample = "CRM6211";
}
