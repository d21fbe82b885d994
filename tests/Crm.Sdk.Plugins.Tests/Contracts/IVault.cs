namespace Crm.Sdk.Plugins.Tests.Contracts;

/// <summary>The contract of these tests' exclusive extension point.</summary>
public interface IVault
{
    string Name { get; }
}
