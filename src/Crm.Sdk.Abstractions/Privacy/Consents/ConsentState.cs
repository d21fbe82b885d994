namespace Crm.Sdk.Privacy;

/// <summary>What a customer said. The numbers are stored.</summary>
public enum ConsentState
{
    /// <summary>The customer agreed, 同意.</summary>
    Granted = 1,

    /// <summary>The customer withdrew or refused, 撤回.</summary>
    Withdrawn = 2,
}
