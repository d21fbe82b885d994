namespace Crm.Sdk.Architecture.Tests.Projects;

/// <summary>The reference table of docs/architecture.md. The first line whose folder matches counts.</summary>
public static class ReferenceTable
{
    private static readonly string[] Vocabulary = ["NodaTime", "Microsoft.Extensions.*.Abstractions", "Microsoft.Extensions.Options", "Microsoft.Extensions.Primitives"];

    public static IReadOnlyList<ReferenceRule> Rules { get; } =
    [
        new("src/Crm.Sdk.Abstractions", [], Vocabulary),
        new("src/Crm.Sdk", ["Crm.Sdk.Abstractions"], [.. Vocabulary, "MathNet.Numerics", "Handlebars*", "CsvHelper"]),
        new("src/Crm.Sdk.Plugins", ["Crm.Sdk.Abstractions"],
        [
            .. Vocabulary, "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Http", "Microsoft.Extensions.Options.ConfigurationExtensions",
            "Microsoft.Extensions.Configuration", "Microsoft.Extensions.Configuration.*", "NuGet.Versioning", "Polly.Core",
        ]),
        new("src/Crm.Sdk.Hosting", ["Crm.Sdk.Abstractions", "Crm.Sdk", "Crm.Sdk.Plugins"], [.. Vocabulary, "Microsoft.Extensions.*", "Quartz*", "Polly.Core"]),
        new("src/Crm.Sdk.EntityFrameworkCore", ["Crm.Sdk.Abstractions"],
            [.. Vocabulary, "Microsoft.EntityFrameworkCore", "Microsoft.EntityFrameworkCore.Abstractions", "Microsoft.EntityFrameworkCore.Relational"]),
        new("src/Crm.Sdk.Testing", ["Crm.Sdk.Abstractions", "Crm.Sdk"], [.. Vocabulary, "FsCheck", "FSharp.Core"]),
        new("src/Crm.Sdk.Conformance", ["Crm.Sdk.Abstractions", "Crm.Sdk", "Crm.Sdk.Testing"], [.. Vocabulary, "FsCheck", "FSharp.Core"]),
        new("src/Crm.Sdk.Conformance.Xunit", ["Crm.Sdk.Abstractions", "Crm.Sdk.Testing", "Crm.Sdk.Conformance"], [.. Vocabulary, "xunit.*", "Xunit.SkippableFact"]),
        new("src/Crm.Sdk.Cli",
            ["Crm.Sdk.Abstractions", "Crm.Sdk", "Crm.Sdk.Plugins", "Crm.Sdk.Hosting", "Crm.Sdk.Storage.*", "Crm.Sdk.Rules.*", "Crm.Sdk.Channels.*", "Crm.Sdk.Conformance"],
            [.. Vocabulary, "Microsoft.Extensions.*", "CsvHelper", "Spectre.Console", "System.CommandLine"]),
        new("plugins/Storage.*", ["Crm.Sdk.Abstractions", "Crm.Sdk.EntityFrameworkCore"], ["*"]),
        new("plugins/*", ["Crm.Sdk.Abstractions"], ["*"]),
        new("samples/Acme.*", ["Crm.Sdk.Abstractions"], ["*"]),
        new("samples/*", ["Crm.Sdk", "Crm.Sdk.*"], ["*"]),
        new("tests/*", ["*"], ["*"]),
    ];

    /// <summary>The line for a project's folder.</summary>
    /// <exception cref="InvalidOperationException">The table has none.</exception>
    public static ReferenceRule For(string folder) => Rules.FirstOrDefault(rule => rule.AppliesTo(folder))
        ?? throw new InvalidOperationException($"{folder} has no line in the reference table: add one here and to docs/architecture.md.");
}
