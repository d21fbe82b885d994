namespace Crm.Sdk.Plugins.Tests.Contracts;

/// <summary>The extension points of these tests' host.</summary>
public static class TestPoints
{
    public static ExtensionPoint Greeter { get; } = new("greeter", typeof(IGreeter));

    public static ExtensionPoint Vault { get; } = new("vault", typeof(IVault), exclusive: true);
}
