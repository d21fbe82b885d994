using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Credit;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm credit questionnaire record</c>: records answered questionnaires as evidence in the credit files.</summary>
internal sealed class CreditQuestionnaireRecordCommand
{
    private static readonly Column[] Columns = [new("customer"), new("indicator"), new("value", IsNumber: true), new("date"), new("source"), new("reliability", IsNumber: true), new("investigator"), new("key")];

    private readonly Argument<string?> _id = new("ID") { Description = "The customer's key or id", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _input = new("--input") { Description = "Instead of ID: JSON Lines, one answered questionnaire a line: customer, questionnaire, investigator, date, answers; perhaps document and reliability" };
    private readonly Option<string?> _questionnaire = new("--questionnaire") { Description = "With ID: the questionnaire's name" };
    private readonly Option<string?> _investigator = new("--investigator") { Description = "With ID: the key of the employee who asked [default: --actor]" };
    private readonly Option<string?> _date = new("--date") { Description = "With ID: the day of which the answers speak [default: today]" };
    private readonly Option<string?> _document = new("--document") { Description = "With ID: the document behind it" };
    private readonly Option<double?> _reliability = new("--reliability") { Description = "With ID: how far the answers are trusted, 0 to 1 [default: as the questionnaire says]" };
    private readonly Option<string[]> _answers = new("--answer") { Description = "With ID: an answer as QUESTION=ANSWER; repeatable" };
    private readonly Option<string?> _file = new("--file") { Description = "A JSON file with a questionnaire of your own; docs/schemas/credit-questionnaire.schema.json" };

    public Command Make(CommandFrame frame) => frame.MakeRows(
        "record", "Record answered questionnaires: each answer becomes evidence; recorded again, they take the place of what they said", RunAsync,
        _id, _input, _questionnaire, _investigator, _date, _document, _reliability, _answers, _file);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        string? id = call.Parse.GetValue(_id), input = call.Parse.GetValue(_input);
        if (id is null == input is null)
        {
            throw new CallException("Give the ID of a customer, or --input FILE, and not both.");
        }

        if (input is not null && !File.Exists(input))
        {
            throw new CallException($"--input: there is no file '{input}'.");
        }

        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        var desk = new CreditInquiryDesk(await InquiryCall.SettingsAsync(host, call.Parse.GetValue(_file), cancellationToken).ConfigureAwait(false));
        var refused = new LineRefusals(call, input ?? string.Empty);
        IAsyncEnumerable<object?[]> rows = id is not null ? OneAsync(call, host, desk, id, cancellationToken) : ManyAsync(call, host, desk, input!, refused, cancellationToken);
        await call.Output.RowsAsync("evidence", Columns, rows, cancellationToken).ConfigureAwait(false);
        return refused.Any ? ExitCode.SomeRejected : ExitCode.Done;
    }

    private async IAsyncEnumerable<object?[]> OneAsync(CommandContext call, ToolHost host, CreditInquiryDesk desk, string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        CustomerId customer = await CustomerLookup.FindAsync(host, call.Settings.Scope, id, cancellationToken).ConfigureAwait(false);
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string answer in call.Parse.GetValue(_answers) ?? [])
        {
            int sign = answer.IndexOf('=', StringComparison.Ordinal);
            if (sign < 1 || !answers.TryAdd(answer[..sign], answer[(sign + 1)..]))
            {
                throw new CallException($"--answer: '{answer}' is not QUESTION=ANSWER, or answers a question twice.");
            }
        }

        var inquiry = new CreditInquiry(
            customer,
            call.Parse.GetValue(_questionnaire) ?? throw new CallException("--questionnaire: name the questionnaire; 'crm credit questionnaire list' shows them."),
            call.Parse.GetValue(_investigator) ?? call.Settings.Scope.Actor.Value,
            DayText.OfOptional(call.Parse.GetValue(_date), "--date") ?? call.Settings.AsOf(host.Get<IClock>()).Date,
            answers)
        {
            Document = call.Parse.GetValue(_document),
            Reliability = call.Parse.GetValue(_reliability),
        };
        IReadOnlyList<CreditEvidenceRecord> recorded;
        try
        {
            recorded = await RecordAsync(call, host, desk, inquiry, cancellationToken).ConfigureAwait(false);
        }
        catch (CrmException wrong) when (wrong.Code is CreditErrorCodes.BadInquiry or CreditErrorCodes.BadEvidence)
        {
            throw new CallException($"{wrong.Code}: {wrong.Message}");
        }

        foreach (object?[] row in Rows(id, recorded))
        {
            yield return row;
        }
    }

    /// <summary>One commit a line: a line that is wrong holds no other up, and a file that is given again doubles nothing.</summary>
    private static async IAsyncEnumerable<object?[]> ManyAsync(CommandContext call, ToolHost host, CreditInquiryDesk desk, string file, LineRefusals refused, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long number = 0;
        await foreach (string line in File.ReadLinesAsync(file, cancellationToken).ConfigureAwait(false))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            List<object?[]> rows = [];
            try
            {
                (CreditInquiry inquiry, string name) = CreditInquiryReader.ReadInquiry(Encoding.UTF8.GetBytes(line));
                CustomerId customer = await CustomerLookup.FindAsync(host, call.Settings.Scope, name, cancellationToken).ConfigureAwait(false);
                rows.AddRange(Rows(name, await RecordAsync(call, host, desk, inquiry with { Customer = customer }, cancellationToken).ConfigureAwait(false)));
            }
            catch (CrmException wrong)
            {
                refused.Add(number, wrong);
            }
            catch (CallException unknown)
            {
                refused.Add(number, unknown.Message);
            }

            foreach (object?[] row in rows)
            {
                yield return row;
            }
        }
    }

    private static async Task<IReadOnlyList<CreditEvidenceRecord>> RecordAsync(CommandContext call, ToolHost host, CreditInquiryDesk desk, CreditInquiry inquiry, CancellationToken cancellationToken)
    {
        await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
        IReadOnlyList<CreditEvidenceRecord> recorded = await desk.RecordAsync(session, inquiry, cancellationToken).ConfigureAwait(false);
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        return recorded;
    }

    private static IEnumerable<object?[]> Rows(string customer, IReadOnlyList<CreditEvidenceRecord> recorded) => recorded.Select(record => (object?[])
        [customer, record.Evidence.Indicator, record.Evidence.Value, record.Evidence.Date, record.Evidence.Source, record.Evidence.Reliability, record.Evidence.Investigator, record.Key]);
}
