using Xunit.Sdk;

namespace Crm.Sdk.Architecture.Tests;

/// <summary>Fails with everything that breaks a rule, a line each: xunit's own message stops after five.</summary>
internal static class Rule
{
    public static void Holds(IEnumerable<string> broken)
    {
        string[] lines = [.. broken];
        if (lines.Length > 0)
        {
            throw new XunitException(string.Join(Environment.NewLine, lines.Prepend($"The rule is broken {lines.Length} times:")));
        }
    }
}
