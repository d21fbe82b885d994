using Crm.Sdk.Credit;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Testing;
using Crm.Sdk.TestSupport;
using Crm.Sdk.Tests.Receivables;
using Crm.Sdk.Tests.Sessions;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Credit;

/// <summary>The eight steps of the credit process, each by who has its role (CR-6, G24).</summary>
public sealed class CreditCaseDeskTests
{
    private static readonly LocalDate June = new(2026, 6, 30);
    private static readonly Customer Acme = Customer.Enterprise("Acme");

    [Fact]
    public async Task CR_6_A_case_goes_through_its_eight_steps_and_ends_with_a_limit_that_two_people_stand_for()
    {
        Desk desk = await Desk.OpenAsync();
        CreditCaseId id = await desk.UpToTermsAsync(Money.Of(1_000m, "CNY"));

        await desk.AsAsync("bob", (cases, session) => cases.ReviewAsync(session, id, approve: true, "sound", June, default));
        CreditCase done = await desk.AsAsync("col", (cases, session) => cases.DoAsync(session, id, CreditCaseSteps.Receivables, "handed over", default));

        Assert.Equal(CreditCaseState.Done, done.State);
        Assert.Null(done.Next);
        Assert.Equal(["ada", "ada", "li", "wu", "wu", "wu", "bob", "col"], done.Steps.Select(static step => step.By));
        CreditAccount account = await desk.AccountAsync();
        CreditLimitGrant grant = Assert.Single(account.Limits);
        Assert.Equal((Money.Of(1_000m, "CNY"), "wu", "bob", done.Grade), (grant.Amount, grant.GrantedBy, grant.ApprovedBy, grant.Grade));
        Assert.Equal((30, June.PlusDays(365)), (account.TermDays, account.ReviewOn));
    }

    [Fact]
    public async Task CR_6_Nobody_reviews_terms_that_they_chose()
    {
        Desk desk = await Desk.OpenAsync();
        CreditCaseId id = await desk.UpToTermsAsync(Money.Of(1_000m, "CNY"));

        await Refused(CreditErrorCodes.NotAllowed, "another person reviews", () => desk.AsAsync("wu", (cases, session) => cases.ReviewAsync(session, id, approve: true, "mine", June, default)));
    }

    [Fact]
    public async Task CR_4_A_limit_above_the_approvers_amount_takes_a_director()
    {
        Desk desk = await Desk.OpenAsync();
        CreditCaseId id = await desk.UpToTermsAsync(Money.Of(500_000.01m, "CNY"));

        await Refused(CreditErrorCodes.NotAllowed, "'credit-director'", () => desk.AsAsync("bob", (cases, session) => cases.ReviewAsync(session, id, approve: true, "much", June, default)));
        Assert.Equal("receivables", (await desk.AsAsync("cfo", (cases, session) => cases.ReviewAsync(session, id, approve: true, "much", June, default))).Next);
    }

    [Fact]
    public async Task CR_6_A_rejected_review_ends_the_case_without_a_limit()
    {
        Desk desk = await Desk.OpenAsync();
        CreditCaseId id = await desk.UpToTermsAsync(Money.Of(1_000m, "CNY"));

        Assert.Equal(CreditCaseState.Rejected, (await desk.AsAsync("bob", (cases, session) => cases.ReviewAsync(session, id, approve: false, "too soon", June, default))).State);
        await Refused(CreditErrorCodes.WrongStep, "is closed", () => desk.AsAsync("col", (cases, session) => cases.DoAsync(session, id, CreditCaseSteps.Receivables, "x", default)));
    }

    [Fact]
    public async Task CR_6_Steps_are_done_in_their_order_and_by_their_role()
    {
        Desk desk = await Desk.OpenAsync();
        CreditCaseId id = await desk.OpenCaseAsync();

        await Refused(CreditErrorCodes.WrongStep, "The next step", () => desk.AsAsync("li", (cases, session) => cases.DoAsync(session, id, CreditCaseSteps.Collect, "x", default)));
        await Refused(CreditErrorCodes.WrongStep, "its own method", () => desk.AsAsync("wu", (cases, session) => cases.DoAsync(session, id, CreditCaseSteps.Grade, "x", default)));
        await Refused(CreditErrorCodes.NotAllowed, "'credit-controller'", () => desk.AsAsync("li", (cases, session) => cases.DoAsync(session, id, CreditCaseSteps.System, "x", default)));
    }

    [Fact]
    public async Task CR_4_Another_grade_takes_a_reason_and_a_second_person_who_agrees_later()
    {
        Desk desk = await Desk.OpenAsync();
        CreditCaseId id = await desk.UpToAsync(CreditCaseSteps.Grade);

        await Refused(ErrorCodes.BadText, "override", () => desk.AsAsync("wu", (cases, session) => cases.GradeAsync(session, id, CreditGrade.B, null, default)));
        CreditCase waiting = await desk.AsAsync("wu", (cases, session) => cases.GradeAsync(session, id, CreditGrade.B, "parent guarantees", default));
        Assert.Equal((null, CreditGrade.B, "wu", CreditCaseSteps.Grade), (waiting.Grade, waiting.ProposedGrade!.Value, waiting.ProposedBy, waiting.Next));
        await Refused(CreditErrorCodes.NotAllowed, "a second person", () => desk.AsAsync("wu", (cases, session) => cases.AgreeAsync(session, id, agree: true, default)));
        await Refused(CreditErrorCodes.NotAllowed, "'credit-approver'", () => desk.AsAsync("li", (cases, session) => cases.AgreeAsync(session, id, agree: true, default)));

        CreditCase graded = await desk.AsAsync("bob", (cases, session) => cases.AgreeAsync(session, id, agree: true, default));

        Assert.Equal((CreditGrade.B, "parent guarantees", "bob", "wu"), (graded.Grade!.Value, graded.OverrideReason, graded.OverrideApprovedBy, graded.DoneBy(CreditCaseSteps.Grade)));
        Assert.Equal(CreditCaseSteps.ChooseTerms, graded.Next);
    }

    [Fact]
    public async Task CR_4_Another_grade_that_is_refused_is_gone_and_the_case_is_graded_again()
    {
        Desk desk = await Desk.OpenAsync();
        CreditCaseId id = await desk.UpToAsync(CreditCaseSteps.Grade);
        await Refused(CreditErrorCodes.WrongStep, "No grade waits", () => desk.AsAsync("bob", (cases, session) => cases.AgreeAsync(session, id, agree: true, default)));
        await desk.AsAsync("wu", (cases, session) => cases.GradeAsync(session, id, CreditGrade.A, "I know them", default));

        CreditCase refused = await desk.AsAsync("bob", (cases, session) => cases.AgreeAsync(session, id, agree: false, default));
        CreditCase graded = await desk.AsAsync("wu", (cases, session) => cases.GradeAsync(session, id, null, null, default));

        Assert.Equal((CreditCaseSteps.Grade, null, null), (refused.Next, refused.ProposedGrade, refused.OverrideReason));
        Assert.Equal((CreditCaseSteps.ChooseTerms, null), (graded.Next, graded.OverrideApprovedBy));
    }

    [Fact]
    public async Task CR_6_Who_is_named_for_a_role_in_a_case_does_its_steps_and_nobody_else()
    {
        Desk desk = await Desk.OpenAsync();
        CreditCaseId id = await desk.OpenCaseAsync();
        await Refused(CreditErrorCodes.NotAllowed, "has not the role", () => desk.AsAsync("ada", (cases, session) => cases.AssignAsync(session, id, CreditRoles.Investigator, "wu", default)));
        await Refused(CreditErrorCodes.NotAllowed, "'credit-controller'", () => desk.AsAsync("li", (cases, session) => cases.AssignAsync(session, id, CreditRoles.Investigator, "lin", default)));
        await desk.AsAsync("ada", (cases, session) => cases.AssignAsync(session, id, CreditRoles.Investigator, "li", default));
        await desk.AsAsync("ada", (cases, session) => cases.AssignAsync(session, id, CreditRoles.Investigator, "lin", default));
        await desk.AsAsync("ada", (cases, session) => cases.DoAsync(session, id, CreditCaseSteps.System, "crm.six-c v1", default));
        await desk.AsAsync("ada", (cases, session) => cases.DoAsync(session, id, CreditCaseSteps.Organisation, "lin", default));

        await Refused(CreditErrorCodes.NotAllowed, "names lin", () => desk.AsAsync("li", (cases, session) => cases.DoAsync(session, id, CreditCaseSteps.Collect, "x", default)));
        CreditCase collected = await desk.AsAsync("lin", (cases, session) => cases.DoAsync(session, id, CreditCaseSteps.Collect, "own ledger", default));

        Assert.Equal([new CreditCaseRole(CreditRoles.Investigator, "lin")], collected.Roles);
    }

    private static async Task Refused(string code, string says, Func<Task> act)
    {
        CrmException error = await Assert.ThrowsAsync<CrmException>(act);
        Assert.Equal(code, error.Code);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    /// <summary>A department: ada sets up, li investigates, wu analyses, bob approves, cfo directs, col collects.</summary>
    private sealed class Desk(Books books, CreditCaseDesk cases, CreditAccounts accounts)
    {
        public static async Task<Desk> OpenAsync()
        {
            Books books = await Books.OpenAsync(Acme, CreditEvidenceRecord.Of(Acme.Id, new CreditEvidence { Indicator = CreditIndicators.OnTimeRate, Value = 0.97, Date = June, Source = CreditSources.OwnRecords }));
            var identity = new CustomerIdentity(books.Core.Store, SessionFixture.Model);
            var accounts = new CreditAccounts(identity);
            var file = new CreditFile(books.Core.Store, SessionFixture.Model, identity, books.Payments, new CreditFileSettings(), new FixedExtensions(), TimeProvider.System);
            return new Desk(books, new CreditCaseDesk(file, accounts, new Department(), new CreditCaseSettings(), FakeClock.AtUtc(2026, 6, 30, 9)), accounts);
        }

        public async Task<CreditCaseId> OpenCaseAsync(Money? requested = null) => (await AsAsync("ada", (cases, session) => Task.FromResult(cases.Open(session, Acme.Id, requested ?? Money.Of(1_000m, "CNY"))))).Id;

        public async Task<CreditCaseId> UpToAsync(string step, Money? requested = null)
        {
            CreditCaseId id = await OpenCaseAsync(requested);
            await AsAsync("ada", (cases, session) => cases.DoAsync(session, id, CreditCaseSteps.System, "crm.six-c v1", default));
            await AsAsync("ada", (cases, session) => cases.DoAsync(session, id, CreditCaseSteps.Organisation, "li, wu, bob, col", default));
            await AsAsync("li", (cases, session) => cases.DoAsync(session, id, CreditCaseSteps.Collect, "own ledger", default));
            await AsAsync("wu", (cases, session) => cases.AssessAsync(session, id, Books.EndOf(June), default));
            if (step != CreditCaseSteps.Grade)
            {
                await AsAsync("wu", (cases, session) => cases.GradeAsync(session, id, null, null, default));
            }

            return id;
        }

        public async Task<CreditCaseId> UpToTermsAsync(Money limit)
        {
            CreditCaseId id = await UpToAsync(CreditCaseSteps.ChooseTerms, limit);
            await AsAsync("wu", (cases, session) => cases.ChooseTermsAsync(session, id, limit, 30, "as proposed", default));
            return id;
        }

        public async Task<T> AsAsync<T>(string actor, Func<CreditCaseDesk, ICrmSession, Task<T>> act)
        {
            await using ICrmSession session = books.Core.Crm.OpenSession(new CrmScope(SessionFixture.Ada.Tenant, actor));
            T answer = await act(cases, session);
            await session.CommitAsync(default);
            return answer;
        }

        public async Task<CreditAccount> AccountAsync()
        {
            await using ICrmSession session = books.Core.Crm.OpenSession(SessionFixture.Ada);
            return (await accounts.FindAsync(session, Acme.Id, default))!;
        }
    }

    private sealed class Department : ICreditAuthority
    {
        public ValueTask<bool> HasAsync(CrmScope scope, string role, CancellationToken cancellationToken) => ValueTask.FromResult(role == scope.Actor.Value switch
        {
            "ada" => CreditRoles.Controller,
            "li" or "lin" => CreditRoles.Investigator,
            "wu" => CreditRoles.Analyst,
            "bob" => CreditRoles.Approver,
            "cfo" => CreditRoles.Director,
            "col" => CreditRoles.Collector,
            _ => string.Empty,
        });
    }
}
