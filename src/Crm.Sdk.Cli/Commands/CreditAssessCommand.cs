using System.CommandLine;
using System.Globalization;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Credit;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm credit assess</c>: assesses what a file tells of one customer, or of many.</summary>
internal sealed class CreditAssessCommand
{
    private static readonly Column[] Columns =
    [
        new("customer"), new("grade"), new("score", IsNumber: true), new("confidence", IsNumber: true), new("vetoes"), new("proposedLimit", IsNumber: true),
        new("proposedTermDays", IsNumber: true), new("validUntil"),
    ];

    private readonly Option<string> _input = new("--input") { Description = "A JSON file of one assessment, or JSON Lines (.jsonl, .ndjson) of many; docs/schemas/credit-input.schema.json", Required = true };

    public Command Make(CommandFrame frame) => frame.MakeRows("assess", "Grade customers A to D by evidence, with reasons, what is missing, and what would raise the grade", RunAsync, _input);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        string path = call.Parse.GetRequiredValue(_input);
        if (!File.Exists(path))
        {
            throw new CallException($"--input: there is no file '{path}'.");
        }

        var desk = new AssessmentDesk(call);
        bool many = Path.GetExtension(path).ToUpperInvariant() is ".JSONL" or ".NDJSON";
        return many ? await ManyAsync(call, desk, path, cancellationToken).ConfigureAwait(false) : await OneAsync(call, desk, path, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<int> OneAsync(CommandContext call, AssessmentDesk desk, string path, CancellationToken cancellationToken)
    {
        CreditInput input;
        try
        {
            input = CreditInputReader.Read(await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false));
        }
        catch (CrmException error)
        {
            throw new CrmException(error.Code, $"{path}: {error.Message}", error);
        }

        (CreditAssessment assessment, CreditTerms terms) = desk.Assess(input);
        if (call.Settings.Out is not null)
        {
            await call.Output.SummaryAsync(Columns, new[] { Row(assessment, terms) }.ToAsyncEnumerable(), cancellationToken).ConfigureAwait(false);
        }

        await call.Output.DocumentAsync(json => desk.Write(json, assessment, terms), people => CreditTables.Write(people, assessment, terms, desk)).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async Task<int> ManyAsync(CommandContext call, AssessmentDesk desk, string path, CancellationToken cancellationToken)
    {
        var refused = new Refusals(call, path);
        FileStream file = File.OpenRead(path);
        await using (file.ConfigureAwait(false))
        {
            IAsyncEnumerable<AssessedLines> answers = ToldAsync(desk.AssessLinesAsync(file, call.Settings.Json, cancellationToken), refused);
            if (call.Settings.Json)
            {
                await call.Output.DocumentsAsync(answers.Select(static block => (block.Json, Rows(block))), Columns, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await call.Output.RowsAsync("credit", Columns, answers.SelectMany(static block => Rows(block).ToAsyncEnumerable()), cancellationToken).ConfigureAwait(false);
            }
        }

        return refused.Any ? ExitCode.SomeRejected : ExitCode.Done;
    }

    private static async IAsyncEnumerable<AssessedLines> ToldAsync(IAsyncEnumerable<AssessedLines> blocks, Refusals refused)
    {
        await foreach (AssessedLines block in blocks.ConfigureAwait(false))
        {
            foreach (AssessedLine line in block.Lines)
            {
                if (line.Error is { } error)
                {
                    refused.Add(line.Line, error);
                }
            }

            yield return block;
        }
    }

    private static IEnumerable<object?[]> Rows(AssessedLines block) => block.Lines.Where(static line => line.Assessment is not null).Select(static line => Row(line.Assessment!, line.Terms!));

    private static object?[] Row(CreditAssessment assessment, CreditTerms terms) =>
    [
        assessment.Customer, assessment.Grade.ToString(), assessment.Score, Math.Round(assessment.Confidence, 6), string.Join(' ', assessment.Vetoes), terms.Limit, terms.TermDays, assessment.ValidUntil,
    ];

    /// <summary>Tells of each line that cannot be assessed.</summary>
    private sealed class Refusals(CommandContext call, string path)
    {
        private long _count;

        public bool Any => _count > 0;

        public void Add(long line, CrmException error)
        {
            _count++;
            call.Output.Note(string.Create(CultureInfo.InvariantCulture, $"{path}, line {line}: {error.Message} ({error.Code})"));
        }
    }
}
