using System.Globalization;
using System.Text.Json;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Credit;
using Crm.Sdk.Orders;
using Crm.Sdk.Storage;
using Spectre.Console;

namespace Crm.Sdk.Cli.Commands;

/// <summary>What the commands of the order check share: orders by key, amounts, rule sets from files, and the answer as people and machines read it.</summary>
internal static class CreditOrders
{
    /// <summary>The order with a key or id.</summary>
    public static async Task<Order> FindAsync(ICrmSession session, string keyOrId, CancellationToken cancellationToken)
    {
        var key = Condition.Equal(OrderModel.Key, FieldValue.Of(CanonicalText.Normalize(keyOrId, int.MaxValue, "ORDER")));
        CrmPage<Order> byKey = await session.QueryAsync(new CrmQuery<Order> { Where = key, Limit = 1 }, cancellationToken).ConfigureAwait(false);
        return byKey.Items.Count > 0
            ? byKey.Items[0]
            : (Guid.TryParseExact(keyOrId, "D", out Guid id) ? await session.FindAsync<Order>(new RecordId(id), cancellationToken).ConfigureAwait(false) : null)
                ?? throw new CallException($"There is no order with the key or id '{keyOrId}' in tenant '{session.Scope.Tenant}'.");
    }

    public static Money Amount(string amount, string currency, string options)
    {
        try
        {
            return decimal.TryParse(amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
                ? Money.Of(number, currency)
                : throw new CallException($"{options}: '{amount}' is no amount; give one such as 4500.00.");
        }
        catch (CrmException wrong)
        {
            throw new CallException($"{options}: {wrong.Message}");
        }
    }

    /// <summary>Lets the host check by the rules of a file, where one is named.</summary>
    public static async Task UseRulesAsync(ToolHost host, string? file, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return;
        }

        if (!File.Exists(file))
        {
            throw new CallException($"--rules: there is no file '{file}'.");
        }

        try
        {
            host.Get<OrderCheckSettings>().Rules = CreditDecisionJson.ReadRules(await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false));
        }
        catch (CrmException wrong)
        {
            throw new CallException($"--rules: {file}: {wrong.Message}");
        }
    }

    public static async Task<int> WriteAsync(CommandContext call, ToolHost host, string title, CheckedOrder check)
    {
        var texts = host.Get<CrmTexts>();
        CultureInfo culture = call.Settings.Culture;
        CreditCheckAnswer answer = check.Answer;
        await call.Output.DocumentAsync(json => Write(json, check, texts, culture), people => Write(people, title, check, texts, culture)).ConfigureAwait(false);
        return answer.Outcome == CreditOutcome.Approve ? ExitCode.Done : ExitCode.Refused;
    }

    private static string Code(CreditOutcome outcome) => outcome switch { CreditOutcome.Approve => "approve", CreditOutcome.Hold => "hold", _ => "refuse" };

    private static string Code(CreditRuleEffect effect) => effect switch { CreditRuleEffect.Warn => "warn", CreditRuleEffect.Hold => "hold", _ => "refuse" };

    private static void Write(Utf8JsonWriter json, CheckedOrder check, CrmTexts texts, CultureInfo culture)
    {
        CreditCheckAnswer answer = check.Answer;
        Field("decision", Code(answer.Outcome));
        Field("exposure", answer.Exposure);
        Field("total", answer.Total);
        Field("limit", answer.Limit);
        Field("available", answer.Available);
        json.WriteStartArray("reasons");
        foreach (CreditFinding finding in answer.Findings.Where(static finding => finding.Counts))
        {
            json.WriteStringValue(texts.Of(finding.Reason, culture));
        }

        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (CreditFinding finding in answer.Findings)
        {
            json.WriteStartObject();
            Field("rule", finding.Rule);
            Field("effect", Code(finding.Effect));
            Field("code", finding.Reason.Code);
            Field("text", texts.Of(finding.Reason, culture));
            Field("excludedBy", finding.ExcludedBy);
            Field("released", finding.IsReleased);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("arithmetic");
        foreach (CreditSum sum in answer.Arithmetic)
        {
            json.WriteStartObject();
            Field("line", sum.Type);
            Field("amount", sum.Amount);
            Field("documents", sum.Documents);
            Field("customer", sum.Customer?.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Field("rules", check.Rules.Id);
        Field("rulesVersion", check.Rules.Version);
        Field("id", check.Decision?.Id.ToString());

        void Field(string name, object? value)
        {
            json.WritePropertyName(name);
            CellText.Json(json, value);
        }
    }

    private static void Write(IAnsiConsole people, string title, CheckedOrder check, CrmTexts texts, CultureInfo culture)
    {
        CreditCheckAnswer answer = check.Answer;
        string Title(string part) => Cell(texts.OfCode($"credit.title.{part}", culture));
        Table sums = new Table().Border(TableBorder.Rounded).LeftAligned()
            .Title(Cell($"{title}: {texts.OfCode($"credit.outcome.{Code(answer.Outcome)}", culture)}"))
            .AddColumn(Title("line"))
            .AddColumn(new TableColumn(Title("amount")).RightAligned())
            .AddColumn(new TableColumn(Title("documents")).RightAligned());
        foreach (CreditSum sum in answer.Arithmetic)
        {
            sums.AddRow(Cell(CreditLineTypes.List.TitleOf(sum.Type, culture)), Cell(CellText.People(sum.Amount)), sum.Documents > 0 ? Cell(CellText.People(sum.Documents)) : string.Empty);
        }

        people.Write(sums);
        if (!answer.Findings.IsEmpty)
        {
            Table rules = new Table().Border(TableBorder.Rounded).LeftAligned().AddColumn(Title("rule")).AddColumn(Title("effect")).AddColumn(Title("reasons"));
            foreach (CreditFinding finding in answer.Findings)
            {
                string effect = finding.ExcludedBy is { } exclusion ? texts.Of(new("credit.check.excluded", [exclusion]), culture)
                    : finding.IsReleased ? texts.Of(new("credit.check.released", [check.Input.Release!.By]), culture)
                    : texts.OfCode($"credit.effect.{Code(finding.Effect)}", culture);
                rules.AddRow(Cell(finding.Rule), Cell(effect), Cell(texts.Of(finding.Reason, culture)));
            }

            people.Write(rules);
        }
    }

    private static string Cell(string text) => Markup.Escape(ConsoleText.Plain(text));
}
