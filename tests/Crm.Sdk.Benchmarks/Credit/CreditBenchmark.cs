using System.Globalization;
using System.Text.Json;
using Crm.Sdk.Benchmarks.Running;
using Crm.Sdk.Cli.CommandLine;

namespace Crm.Sdk.Benchmarks.Credit;

/// <summary>CR: <c>crm credit assess --input FILE.jsonl --json</c>, whole, against a plain loop over the same file. The command's start is not in it; its reasons, checks and what would raise a grade are.</summary>
internal static class CreditBenchmark
{
    private const double HalfTheSpeed = 2;

    public static async Task<IReadOnlyList<Comparison>> RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        using var folder = new TrialFolder();
        string path = Path.Combine(folder.Path, "customers.jsonl");
        await CreditLines.WriteAsync(path, settings.Customers);
        await RequireSameAsync(path, cancellationToken);
        Measurement ours = new($"crm credit assess, {settings.Customers:N0} lines"), plain = new("plain loop");
        for (int round = 0; round < settings.Rounds; round++)
        {
            var watch = LapWatch.StartNew();
            await AssessAsync(path, TextWriter.Null, cancellationToken);
            ours.Add(watch.Lap);
            watch = LapWatch.StartNew();
            new PlainAssessment().Run(path, Stream.Null);
            plain.Add(watch.Lap);
            Console.Error.WriteLine($"CR round {round + 1}: ours {ours}, plain {plain} ms (CPU)");
        }

        return [new Comparison("CR", ours, plain, HalfTheSpeed)];
    }

    private static async Task AssessAsync(string path, TextWriter output, CancellationToken cancellationToken)
    {
        int exit = await CrmTool.RunAsync(["credit", "assess", "--input", path, "--json"], output, Console.Error, cancellationToken);
        if (exit != 0)
        {
            throw new InvalidDataException($"crm credit assess ended with {exit}.");
        }
    }

    /// <summary>Both give every grade as often, and limits of the same sum.</summary>
    private static async Task RequireSameAsync(string path, CancellationToken cancellationToken)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        await AssessAsync(path, text, cancellationToken);
        (int[] grades, decimal limits) = new PlainAssessment().Run(path, Stream.Null);
        using JsonDocument answers = JsonDocument.Parse(text.ToString());
        var ours = new int[5];
        decimal sum = 0;
        foreach (JsonElement answer in answers.RootElement.EnumerateArray())
        {
            ours[answer.GetProperty("grade").GetString()![0] - 'A' + 1]++;
            sum += answer.GetProperty("proposedLimit") is { ValueKind: JsonValueKind.Object } limit ? limit.GetProperty("amount").GetDecimal() : 0;
        }

        if (!ours.SequenceEqual(grades) || sum != limits)
        {
            throw new InvalidDataException($"The command grades {string.Join('/', ours[1..])} with limits of {sum}, the plain loop {string.Join('/', grades[1..])} with {limits}.");
        }
    }
}
