using Crm.Sdk.TestSupport;

namespace Crm.Sdk.EntityFrameworkCore.Tests;

/// <summary>The program that is made to be killed.</summary>
public static class KillTarget
{
    public static Child Start(params string[] arguments) => Child.StartDotNet(RepositoryFolder.BuiltAssembly("tests/Crm.Sdk.KillTarget"), arguments);
}
