using System.CommandLine;
using Crm.Sdk.Classification;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Labels;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm policy set</c>: states how a class is served. What is not given stays as it was.</summary>
internal sealed class PolicySetCommand
{
    private readonly Argument<string> _dimension = new("DIMENSION") { Description = "The dimension, for example account-tier" };
    private readonly Argument<string> _label = new("LABEL") { Description = "The label, for example vip" };
    private readonly Option<int?> _precedence = new("--precedence") { Description = "Which policy comes first for a customer with several: the greater number" };
    private readonly Option<string?> _owner = new("--owner") { Description = "The key of the employee to whom the class is dedicated" };
    private readonly Option<string?> _team = new("--team") { Description = "The team to which the class is dedicated" };
    private readonly Option<int?> _response = new("--response-minutes") { Description = "Within how many minutes a request is answered" };
    private readonly Option<decimal?> _discount = new("--discount-percent") { Description = "The discount that may be given" };
    private readonly Option<string?> _offers = new("--offers") { Description = "What is offered" };
    private readonly Option<int?> _priority = new("--priority") { Description = "The priority of requests and tasks, 0 to 100" };
    private readonly Option<int?> _followUp = new("--follow-up-days") { Description = "Every how many days the customers are followed up" };
    private readonly Option<int?> _visits = new("--visits-per-year") { Description = "How many visits a year they get" };
    private readonly Option<string?> _products = new("--customised-products") { Description = "The products that are made to their wishes" };
    private readonly Option<string?> _goal = new("--goal") { Description = "win, raise, keep, win-back or let-go" };

    public Command Make(CommandFrame frame) => frame.Make(
        "set", "State how the customers of a class are served", RunAsync,
        _dimension, _label, _precedence, _owner, _team, _response, _discount, _offers, _priority, _followUp, _visits, _products, _goal);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        string dimension = call.Parse.GetRequiredValue(_dimension), label = call.Parse.GetRequiredValue(_label);
        await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
        CrmPage<ServicePolicy> found = await session.QueryAsync(
            new CrmQuery<ServicePolicy> { Where = Condition.Equal(ServicePolicyModel.Class, FieldValue.Of(LabelAssignment.ClassOf(dimension, label))), Limit = 1 }, cancellationToken).ConfigureAwait(false);
        ServicePolicy policy = With(found.Items.Count > 0 ? found.Items[0] : ServicePolicy.For(dimension, label), call);
        if (found.Items.Count > 0)
        {
            session.Update(policy);
        }
        else
        {
            session.Add(policy);
        }

        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        await call.Output.DocumentAsync(
            json =>
            {
                json.WriteString("dimension", dimension);
                json.WriteString("label", label);
                json.WriteBoolean("added", found.Items.Count == 0);
            },
            people => Spectre.Console.AnsiConsoleExtensions.WriteLine(people, $"The policy of {dimension} {label} is {(found.Items.Count == 0 ? "added" : "changed")}.")).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private ServicePolicy With(ServicePolicy policy, CommandContext call) => policy with
    {
        Precedence = call.Parse.GetValue(_precedence) ?? policy.Precedence,
        Owner = call.Parse.GetValue(_owner) ?? policy.Owner,
        Team = call.Parse.GetValue(_team) ?? policy.Team,
        ResponseMinutes = call.Parse.GetValue(_response) ?? policy.ResponseMinutes,
        DiscountMillionths = call.Parse.GetValue(_discount) is { } percent ? Millionths(percent) : policy.DiscountMillionths,
        Offers = call.Parse.GetValue(_offers) ?? policy.Offers,
        Priority = call.Parse.GetValue(_priority) ?? policy.Priority,
        FollowUpDays = call.Parse.GetValue(_followUp) ?? policy.FollowUpDays,
        VisitsPerYear = call.Parse.GetValue(_visits) ?? policy.VisitsPerYear,
        CustomisedProducts = call.Parse.GetValue(_products) ?? policy.CustomisedProducts,
        Goal = call.Parse.GetValue(_goal) is { } goal ? GoalOf(goal) : policy.Goal,
    };

    private static int Millionths(decimal percent) => percent is >= 0 and <= 100
        ? (int)decimal.Round(percent * 10_000)
        : throw new CallException($"--discount-percent: {percent} is out of range; give 0 to 100.");

    private static ClassGoal GoalOf(string goal)
    {
        foreach (ClassGoal each in Enum.GetValues<ClassGoal>())
        {
            if (ServicePolicies.GoalCode(each) == goal)
            {
                return each;
            }
        }

        throw new CallException($"--goal: '{goal}' is no goal; there are {string.Join(", ", Enum.GetValues<ClassGoal>().Select(ServicePolicies.GoalCode))}.");
    }
}
