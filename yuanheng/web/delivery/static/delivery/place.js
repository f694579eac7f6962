// The place of a picture: asked of the browser only when the person presses the button.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-locate]");
  if (!button) return;
  const form = button.closest("form");
  const said = form.querySelector("[data-located]");
  if (!navigator.geolocation) { said.textContent = "这台设备不提供位置"; return; }
  said.textContent = "正在定位……";
  navigator.geolocation.getCurrentPosition(
    (found) => {
      form.elements.latitude.value = found.coords.latitude.toFixed(6);
      form.elements.longitude.value = found.coords.longitude.toFixed(6);
      said.textContent = `已记下 ${found.coords.latitude.toFixed(5)}, ${found.coords.longitude.toFixed(5)}`;
    },
    () => { said.textContent = "没有取得位置,可以不带位置上传"; },
    { enableHighAccuracy: true, timeout: 15000 },
  );
});
