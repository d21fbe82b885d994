using System.Text;

namespace Crm.Sdk.Architecture.Tests.Api;

/// <summary>Writes a public surface as text to be reviewed: one line a type, one indented line a member, all sorted.</summary>
public static class ApiText
{
    public static string Of(IEnumerable<ApiType> types)
    {
        var text = new StringBuilder();
        string? current = null;
        foreach (ApiType type in types)
        {
            if (type.Namespace != current)
            {
                text.Append(current is null ? string.Empty : "\n").Append("namespace ").Append(type.Namespace).Append('\n');
                current = type.Namespace;
            }

            text.Append('\n').Append(type.Declaration).Append('\n');
            foreach (ApiMember member in type.Members)
            {
                text.Append("    ").Append(member.Text).Append('\n');
            }
        }

        return text.ToString();
    }
}
