namespace Crm.Sdk.Conformance;

/// <summary>How a law came out on a fixture.</summary>
public enum LawOutcome
{
    /// <summary>Every case kept it.</summary>
    Held,

    /// <summary>A case broke it; see <see cref="LawResult.Message"/> and <see cref="LawResult.Trace"/>.</summary>
    Broken,

    /// <summary>It speaks of an ability that the implementation does not have, such as durability.</summary>
    NotApplicable,
}
