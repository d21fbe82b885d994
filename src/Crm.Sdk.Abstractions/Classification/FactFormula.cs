namespace Crm.Sdk.Classification;

/// <summary>How the host computes a fact that no <see cref="IFactSource"/> provides. A closed set.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public abstract record FactFormula
{
    private protected FactFormula()
    {
    }
}
