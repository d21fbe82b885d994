using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Credit;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm credit assess</c>: assesses what a file tells of one customer, or of many.</summary>
internal sealed class CreditAssessCommand
{
    private static readonly Column[] Columns =
    [
        new("customer"), new("grade"), new("score", IsNumber: true), new("confidence", IsNumber: true), new("vetoes"), new("proposedLimit", IsNumber: true),
        new("proposedTermDays", IsNumber: true), new("validUntil"),
    ];

    private readonly Argument<string?> _id = new("ID") { Description = "The customer's external key or internal id: assessed by its credit file, and kept there", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _input = new("--input") { Description = "Instead of ID: a JSON file of one assessment, or JSON Lines (.jsonl, .ndjson) of many; docs/schemas/credit-input.schema.json" };
    private readonly Option<decimal?> _limit = new("--limit") { Description = "With ID: the limit that is asked for [default: the one that the account has]" };
    private readonly Option<string> _currency = new("--currency") { Description = "With ID: the currency of --limit, and of an assessment without an account [default: CNY]", DefaultValueFactory = static _ => "CNY" };

    public Command Make(CommandFrame frame) => frame.MakeRows("assess", "Grade customers A to D by evidence, with reasons, what is missing, and what would raise the grade", RunAsync, _id, _input, _limit, _currency);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        string? id = call.Parse.GetValue(_id), path = call.Parse.GetValue(_input);
        if (id is null == path is null)
        {
            throw new CallException("Give the ID of a customer, or --input FILE, and not both.");
        }

        if (id is not null)
        {
            return await FiledAsync(call, id, cancellationToken).ConfigureAwait(false);
        }

        if (!File.Exists(path))
        {
            throw new CallException($"--input: there is no file '{path}'.");
        }

        var desk = new AssessmentDesk(call);
        bool many = Path.GetExtension(path).ToUpperInvariant() is ".JSONL" or ".NDJSON";
        return many ? await ManyAsync(call, desk, path, cancellationToken).ConfigureAwait(false) : await OneAsync(call, desk, path, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Assesses by the credit file and keeps the assessment there.</summary>
    private async Task<int> FiledAsync(CommandContext call, string id, CancellationToken cancellationToken)
    {
        string code = call.Parse.GetRequiredValue(_currency);
        if (!Currency.TryParse(code, out Currency currency))
        {
            throw new CallException($"--currency: '{code}' is no active ISO 4217 code; give for example CNY or USD.");
        }

        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        CustomerId customer = await CustomerLookup.FindAsync(host, call.Settings.Scope, CustomerLookup.Canonical(id), cancellationToken).ConfigureAwait(false);
        await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
        Money? requested = call.Parse.GetValue(_limit) is { } limit ? Money.Of(limit, currency) : null;
        FiledAssessment filed = await host.Get<CreditFile>().AssessAsync(session, customer, call.Settings.AsOf(host.Get<IClock>()), requested, currency, cancellationToken).ConfigureAwait(false);
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        await TellAsync(call, new AssessmentDesk(call, host.Get<CrmTexts>()), filed.Assessment, filed.Terms, cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
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
        await TellAsync(call, desk, assessment, terms, cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async Task TellAsync(CommandContext call, AssessmentDesk desk, CreditAssessment assessment, CreditTerms terms, CancellationToken cancellationToken)
    {
        if (call.Settings.Out is not null)
        {
            await call.Output.SummaryAsync(Columns, new[] { Row(assessment, terms) }.ToAsyncEnumerable(), cancellationToken).ConfigureAwait(false);
        }

        await call.Output.DocumentAsync(json => desk.Write(json, assessment, terms), people => CreditTables.Write(people, assessment, terms, desk)).ConfigureAwait(false);
    }

    private static async Task<int> ManyAsync(CommandContext call, AssessmentDesk desk, string path, CancellationToken cancellationToken)
    {
        var refused = new LineRefusals(call, path);
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

    private static async IAsyncEnumerable<AssessedLines> ToldAsync(IAsyncEnumerable<AssessedLines> blocks, LineRefusals refused)
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
}
