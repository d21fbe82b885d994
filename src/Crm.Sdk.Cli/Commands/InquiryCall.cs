using System.Globalization;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Credit;

namespace Crm.Sdk.Cli.Commands;

/// <summary>What the commands of questionnaires share.</summary>
internal static class InquiryCall
{
    /// <summary>The host's questionnaires, with one of a file in the place of the host's of its name.</summary>
    public static async Task<CreditInquirySettings> SettingsAsync(ToolHost host, string? file, CancellationToken cancellationToken)
    {
        var settings = host.Get<CreditInquirySettings>();
        if (file is null)
        {
            return settings;
        }

        if (!File.Exists(file))
        {
            throw new CallException($"--file: there is no file '{file}'.");
        }

        byte[] json = await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false);
        CreditQuestionnaire own = Meant(() => CreditInquiryReader.ReadQuestionnaire(json));
        return settings with { Questionnaires = settings.Questionnaires.Where(one => one.Name != own.Name).Append(own).ToValueList() };
    }

    /// <summary>Does something that fails only where the call cannot be meant.</summary>
    public static T Meant<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (CrmException wrong)
        {
            throw new CallException($"{wrong.Code}: {wrong.Message}");
        }
    }

    /// <summary>The text of the call's language.</summary>
    public static string Text(string english, string chinese, CultureInfo culture) => culture.Name.StartsWith("zh", StringComparison.Ordinal) ? chinese : english;
}
