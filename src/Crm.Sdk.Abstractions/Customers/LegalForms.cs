using System.Collections.Frozen;

namespace Crm.Sdk.Customers;

/// <summary>The words that say of what legal form a company is, which tell no company from another: Ltd, Inc., GmbH, 有限公司.</summary>
/// <remarks>Thread-safe.</remarks>
public static class LegalForms
{
    private static readonly FrozenSet<string> Words = (
        "ltd limited inc incorporated corp corporation co company companies plc llc llp lp pllc gmbh ag kg kgaa ohg gbr mbh ug sa sarl sas srl spa bv nv oy ab as aps pte pty sdn bhd kk")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] Chinese =
        ["股份有限责任公司", "有限责任公司", "股份有限公司", "集团有限公司", "集团公司", "有限公司", "株式会社", "公司", "集团", "有限合伙", "合伙企业", "个体工商户"];

    /// <summary>Whether a word of a Latin name is one.</summary>
    /// <param name="word">The word in lower case, without dots.</param>
    public static bool IsWord(string word) => Words.Contains(word);

    /// <summary>A Chinese name without the legal form at its end.</summary>
    /// <param name="name">The name, Chinese characters only.</param>
    /// <returns>The name; unchanged where it has none, or is nothing else.</returns>
    public static string WithoutChineseForm(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (string form in Chinese)
        {
            if (name.Length > form.Length && name.EndsWith(form, StringComparison.Ordinal))
            {
                return name[..^form.Length];
            }
        }

        return name;
    }
}
