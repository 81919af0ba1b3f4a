extension [KernelFunctionBody] {
  /// The functions of a kernel with what the Swift compiler cannot find out
  /// put into their text.
  var optimized: [KernelFunctionBody] {
    Pauses.apply(
      ListViews.apply(
        CountedLists.apply(self).map(ListReuse.apply).map(RowViews.apply)
      )
      .map(ConstantPlaces.apply).map(BoundsHoisting.apply))
  }
}
