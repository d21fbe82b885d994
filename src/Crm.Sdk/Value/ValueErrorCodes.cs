namespace Crm.Sdk.Value;

/// <summary>The stable codes of errors of customer value. One section each in <c>docs/errors.md</c>.</summary>
public static class ValueErrorCodes
{
    /// <summary>There is no value model of that name.</summary>
    public const string UnknownModel = "CRM6001";

    /// <summary>Figures of repeat purchases contradict themselves.</summary>
    public const string BadPurchases = "CRM6002";

    /// <summary>A model's parameter is out of its range.</summary>
    public const string BadParameter = "CRM6003";

    /// <summary>The data cannot carry the model.</summary>
    public const string CannotFit = "CRM6004";

    /// <summary>A horizon, a discount or a step of a prediction is out of its range.</summary>
    public const string BadHorizon = "CRM6005";

    /// <summary>A stored fit has parameters that the model does not know or lacks some that it needs.</summary>
    public const string BadFit = "CRM6006";

    /// <summary>The scores of delivered value are out of range or do not match the criteria.</summary>
    public const string BadScores = "CRM6007";
}
