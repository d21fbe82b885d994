using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Credit;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm credit case step</c>: does the next step of a case.</summary>
internal sealed class CreditCaseStepCommand
{
    private readonly Argument<string> _case = new("CASE") { Description = "The case's id" };
    private readonly Argument<string> _step = new("STEP") { Description = $"{string.Join(", ", CreditCaseSteps.List.Members.Select(static step => step.Code))}; the next one of the case" };
    private readonly Option<string?> _note = new("--note") { Description = "What was settled, found or chosen; needed but for assess and grade" };
    private readonly Option<string?> _grade = new("--grade") { Description = "grade: another grade than the assessment's, A to D, which a second person agrees to by 'crm credit case agree'; needs --note" };
    private readonly Option<string?> _limit = new("--limit") { Description = "choose-terms: the limit, in the currency that was asked for" };
    private readonly Option<int?> _termDays = new("--term-days") { Description = "choose-terms: the period in days" };
    private readonly Option<bool> _reject = new("--reject") { Description = "review-terms: rejects the terms, which ends the case; they are approved otherwise" };
    private readonly Option<string?> _from = new("--from") { Description = "review-terms: the first day of the limit [default: today]" };

    public Command Make(CommandFrame frame) => frame.Make(
        "step", "Do the next step of a credit case; takes somebody with the step's role (--actor)", RunAsync, _case, _step, _note, _grade, _limit, _termDays, _reject, _from);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        CreditCaseId id = CreditCases.Id(call.Parse.GetRequiredValue(_case));
        string step = call.Parse.GetRequiredValue(_step);
        if (CreditCaseSteps.List.Find(step) is null)
        {
            throw new CallException($"STEP: there is no step '{step}'; there are {string.Join(", ", CreditCaseSteps.List.Members.Select(static one => one.Code))}.");
        }

        Refuse(step, _grade.Name, call.Parse.GetValue(_grade) is not null, CreditCaseSteps.Grade);
        Refuse(step, _limit.Name, call.Parse.GetValue(_limit) is not null || call.Parse.GetValue(_termDays) is not null, CreditCaseSteps.ChooseTerms);
        Refuse(step, _reject.Name, call.Parse.GetValue(_reject) || call.Parse.GetValue(_from) is not null, CreditCaseSteps.ReviewTerms);
        return await CreditCases.DoAsync(call, (host, session) => DoAsync(call, host, session, id, step, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private async Task<CreditCase> DoAsync(CommandContext call, ToolHost host, ICrmSession session, CreditCaseId id, string step, CancellationToken cancellationToken)
    {
        var desk = host.Get<CreditCaseDesk>();
        AsOf asOf = call.Settings.AsOf(host.Get<IClock>());
        switch (step)
        {
            case CreditCaseSteps.Assess:
                await desk.AssessAsync(session, id, asOf, cancellationToken).ConfigureAwait(false);
                return (await session.FindAsync<CreditCase>(id, cancellationToken).ConfigureAwait(false))!;
            case CreditCaseSteps.Grade:
                return await desk.GradeAsync(session, id, Grade(call), call.Parse.GetValue(_grade) is null ? null : Note(call), cancellationToken).ConfigureAwait(false);
            case CreditCaseSteps.ChooseTerms:
                CreditCase found = await session.FindAsync<CreditCase>(id, cancellationToken).ConfigureAwait(false) ?? throw new CallException($"There is no credit case {id}.");
                Money limit = CreditOrders.Amount(call.Parse.GetValue(_limit) ?? throw new CallException("--limit: give the limit that is chosen, 0 for none."), found.Requested.Currency.Code, "--limit");
                return await desk.ChooseTermsAsync(session, id, limit, call.Parse.GetValue(_termDays) ?? throw new CallException("--term-days: give the period in days, 0 for payment before delivery."), Note(call), cancellationToken).ConfigureAwait(false);
            case CreditCaseSteps.ReviewTerms:
                return await desk.ReviewAsync(session, id, !call.Parse.GetValue(_reject), Note(call), DayText.OfOptional(call.Parse.GetValue(_from), "--from") ?? asOf.Date, cancellationToken).ConfigureAwait(false);
            default:
                return await desk.DoAsync(session, id, step, Note(call), cancellationToken).ConfigureAwait(false);
        }
    }

    private static void Refuse(string step, string option, bool given, string belongsTo)
    {
        if (given && step != belongsTo)
        {
            throw new CallException($"{option}: it belongs to the step '{belongsTo}', not to '{step}'.");
        }
    }

    private string Note(CommandContext call) => call.Parse.GetValue(_note) is { } note && !string.IsNullOrWhiteSpace(note) ? note : throw new CallException("--note: say what was settled, found or chosen.");

    private CreditGrade? Grade(CommandContext call) => call.Parse.GetValue(_grade) switch
    {
        null => null,
        "A" => CreditGrade.A,
        "B" => CreditGrade.B,
        "C" => CreditGrade.C,
        "D" => CreditGrade.D,
        var other => throw new CallException($"--grade: '{other}' is no grade; give A, B, C or D."),
    };
}
