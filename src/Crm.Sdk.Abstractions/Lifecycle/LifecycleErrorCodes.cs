namespace Crm.Sdk.Lifecycle;

/// <summary>The stable codes of errors about lifecycles and churn. One section each in <c>docs/errors.md</c>.</summary>
public static class LifecycleErrorCodes
{
    /// <summary>A lifecycle definition is not consistent.</summary>
    public const string BadDefinition = "CRM6650";

    /// <summary>A lifecycle source reported what it must not, or failed where its answer was needed.</summary>
    public const string BadFact = "CRM6651";
}
