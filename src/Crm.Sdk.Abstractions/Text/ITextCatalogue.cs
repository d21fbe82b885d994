using System.Globalization;

namespace Crm.Sdk;

/// <summary>Extension point: the texts behind codes, in each language that their maker provides: reasons, dimensions, labels.</summary>
/// <remarks>
/// A reason's text is found by its code and refers to its arguments as <c>{0}</c>, <c>{1}</c> and so on. A dimension's is found by its name, a label's by dimension,
/// dot and label, such as <c>value-tier.high</c>. Thread-safe singletons.
/// </remarks>
public interface ITextCatalogue
{
    /// <summary>The text behind a code.</summary>
    /// <param name="code">The code, or the name of a dimension or label.</param>
    /// <param name="culture">The language that is wanted; a text of its parent cultures will do (<c>zh</c> for <c>zh-CN</c>).</param>
    /// <returns>The text, or null where the catalogue has none in that language.</returns>
    string? Find(string code, CultureInfo culture);
}
