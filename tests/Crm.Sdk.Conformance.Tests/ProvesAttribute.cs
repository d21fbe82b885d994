namespace Crm.Sdk.Conformance.Tests;

/// <summary>Says which contribution of which plugin a class of laws proves.</summary>
/// <param name="plugin">The plugin's id.</param>
/// <param name="contribution">The contribution's name in the manifest.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ProvesAttribute(string plugin, string contribution) : Attribute
{
    public string Plugin => plugin;

    public string Contribution => contribution;
}
