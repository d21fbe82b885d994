namespace Crm.Sdk.Import;

/// <summary>What an import sets off beyond the records it writes.</summary>
public enum ImportEffects
{
    /// <summary>Nothing: no event is raised. For history that nobody is to react to; run a full classification afterwards.</summary>
    None,

    /// <summary>Facts are brought up to date; care plans and other triggers do not react.</summary>
    Facts,

    /// <summary>Everything that the same records would set off if they were entered by hand.</summary>
    All,
}
