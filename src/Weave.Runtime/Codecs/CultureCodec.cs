using System.Globalization;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="CultureInfo"/>: its name, and whether it may be changed. One whose formats were changed is refused: they are state of many parts.</summary>
sealed class CultureCodec : ObjectCodec<CultureInfo>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(CultureInfo));

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, CultureInfo value)
    {
        if (!value.IsReadOnly && !IsUnchanged(value))
            throw new NoCodecException(typeof(CultureInfo), "a culture whose formats were changed");
        writer.Put(value.IsReadOnly);
        writer.PutText(value.Name);
    }

    /// <inheritdoc/>
    public override CultureInfo Allocate(StateReader reader)
    {
        var frozen = reader.Get<bool>();
        var name = reader.GetText() ?? throw reader.Corrupt("a culture has no name");
        try
        {
            return name.Length == 0 && frozen ? CultureInfo.InvariantCulture : frozen ? CultureInfo.GetCultureInfo(name) : new CultureInfo(name, useUserOverride: false);
        }
        catch (CultureNotFoundException)
        {
            throw reader.Corrupt($"this process has no culture '{name}'");
        }
    }

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, CultureInfo value)
    {
    }

    static bool IsUnchanged(CultureInfo value)
    {
        var fresh = CultureInfo.GetCultureInfo(value.Name);
        return Same(value.NumberFormat, fresh.NumberFormat) && Same(value.DateTimeFormat, fresh.DateTimeFormat);
    }

    static bool Same(NumberFormatInfo left, NumberFormatInfo right) =>
        (left.NumberDecimalSeparator, left.NumberGroupSeparator, left.NumberDecimalDigits, left.NumberNegativePattern, left.NegativeSign, left.PositiveSign)
            == (right.NumberDecimalSeparator, right.NumberGroupSeparator, right.NumberDecimalDigits, right.NumberNegativePattern, right.NegativeSign, right.PositiveSign)
        && (left.CurrencySymbol, left.CurrencyDecimalSeparator, left.CurrencyGroupSeparator, left.CurrencyDecimalDigits, left.CurrencyPositivePattern, left.CurrencyNegativePattern)
            == (right.CurrencySymbol, right.CurrencyDecimalSeparator, right.CurrencyGroupSeparator, right.CurrencyDecimalDigits, right.CurrencyPositivePattern, right.CurrencyNegativePattern)
        && (left.PercentSymbol, left.PerMilleSymbol, left.PercentDecimalSeparator, left.PercentGroupSeparator, left.PercentDecimalDigits, left.PercentPositivePattern, left.PercentNegativePattern)
            == (right.PercentSymbol, right.PerMilleSymbol, right.PercentDecimalSeparator, right.PercentGroupSeparator, right.PercentDecimalDigits, right.PercentPositivePattern, right.PercentNegativePattern)
        && (left.NaNSymbol, left.PositiveInfinitySymbol, left.NegativeInfinitySymbol, left.DigitSubstitution) == (right.NaNSymbol, right.PositiveInfinitySymbol, right.NegativeInfinitySymbol, right.DigitSubstitution)
        && left.NumberGroupSizes.SequenceEqual(right.NumberGroupSizes) && left.CurrencyGroupSizes.SequenceEqual(right.CurrencyGroupSizes) && left.PercentGroupSizes.SequenceEqual(right.PercentGroupSizes)
        && left.NativeDigits.SequenceEqual(right.NativeDigits);

    static bool Same(DateTimeFormatInfo left, DateTimeFormatInfo right) =>
        (left.AMDesignator, left.PMDesignator, left.DateSeparator, left.TimeSeparator, left.FirstDayOfWeek, left.CalendarWeekRule, left.Calendar.GetType())
            == (right.AMDesignator, right.PMDesignator, right.DateSeparator, right.TimeSeparator, right.FirstDayOfWeek, right.CalendarWeekRule, right.Calendar.GetType())
        && (left.FullDateTimePattern, left.LongDatePattern, left.LongTimePattern, left.ShortDatePattern, left.ShortTimePattern, left.MonthDayPattern, left.YearMonthPattern)
            == (right.FullDateTimePattern, right.LongDatePattern, right.LongTimePattern, right.ShortDatePattern, right.ShortTimePattern, right.MonthDayPattern, right.YearMonthPattern)
        && left.DayNames.SequenceEqual(right.DayNames) && left.AbbreviatedDayNames.SequenceEqual(right.AbbreviatedDayNames) && left.ShortestDayNames.SequenceEqual(right.ShortestDayNames)
        && left.MonthNames.SequenceEqual(right.MonthNames) && left.AbbreviatedMonthNames.SequenceEqual(right.AbbreviatedMonthNames)
        && left.MonthGenitiveNames.SequenceEqual(right.MonthGenitiveNames) && left.AbbreviatedMonthGenitiveNames.SequenceEqual(right.AbbreviatedMonthGenitiveNames);
}
