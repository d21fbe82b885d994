using System.Globalization;
using Crm.Sdk.Billing;
using Crm.Sdk.Customers;
using Crm.Sdk.Notifications;
using Crm.Sdk.Tasks;

namespace Crm.Sdk.Receivables;

/// <summary>What tasks and messages of dunning say.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class DunningTexts(CrmTexts texts)
{
    public (string Title, string Notes) Task(Customer customer, DunningStep[] steps, CultureInfo culture)
    {
        string action = DunningActions.List.TitleOf(steps[0].Action, culture);
        string title = Format("dunning.task.title", culture, action, Sums(steps, culture), steps.Length);
        string notes = string.Join('\n', new[] { customer.Name ?? customer.Key }.OfType<string>().Concat(steps.Select(step => Line(step, culture))));
        return (Cut(title, CrmTask.MaxTitleLength), Cut(notes, CrmTask.MaxNotesLength));
    }

    /// <summary>The message to a customer, in its own language where that is English or Chinese; key and channel are the caller's.</summary>
    public MessageDraft Message(Customer customer, DunningStep[] steps, CultureInfo culture)
    {
        CultureInfo own = customer.Language is { } language ? TextCulture.Of(language.StartsWith("zh", StringComparison.Ordinal) ? "zh-CN" : "en-US") : culture;
        return new MessageDraft
        {
            Key = string.Empty,
            Channel = string.Empty,
            Customer = customer.Id,
            Subject = Cut(Format("dunning.message.subject", own, Sums(steps, own)), MessageDraft.MaxSubjectLength),
            Body = Cut(Format("dunning.message.body", own, string.Join('\n', steps.Select(step => Line(step, own)))), MessageDraft.MaxBodyLength),
            Language = own.TwoLetterISOLanguageName,
            Purpose = "service",
            Cause = "dunning",
        };
    }

    private string Line(DunningStep step, CultureInfo culture) => Format("dunning.task.line", culture, step.Invoice.Key, Amount(step.Amount, culture), step.DaysOverdue);

    /// <summary>The amounts by currency.</summary>
    private static string Sums(DunningStep[] steps, CultureInfo culture) => string.Join(
        " + ", steps.GroupBy(static step => step.Amount.Currency).Select(group => Amount(group.Select(static step => step.Amount).Aggregate(static (sum, amount) => sum + amount), culture)));

    private static string Amount(Money amount, CultureInfo culture) => $"{amount.Amount.ToString($"N{amount.Currency.Digits}", culture)} {amount.Currency}";

    private string Format(string code, CultureInfo culture, params ReadOnlySpan<object?> args) => string.Format(culture, texts.OfCode(code, culture), args);

    private static string Cut(string text, int most) => text.Length <= most ? text : string.Concat(text.AsSpan(0, most - 1), "…");
}
